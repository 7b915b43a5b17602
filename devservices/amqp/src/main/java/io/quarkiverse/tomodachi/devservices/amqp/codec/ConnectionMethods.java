package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** What clients ask of class connection. */
public final class ConnectionMethods {

    private ConnectionMethods() {
    }

    public record StartOk(FieldTable clientProperties, String mechanism, LongString response, String locale) {

        public static StartOk read(WireReader in) {
            return new StartOk(in.table(), in.shortString(), in.longString(), in.shortString());
        }
    }

    /** Zero stands for no limit, and for no heartbeat. */
    public record TuneOk(int channelMax, long frameMax, int heartbeat) {

        public static TuneOk read(WireReader in) {
            return new TuneOk(in.shortInt(), in.longInt(), in.shortInt());
        }
    }

    public record UpdateSecret(LongString newSecret, String reason) {

        public static UpdateSecret read(WireReader in) {
            return new UpdateSecret(in.longString(), in.shortString());
        }
    }

    public record Open(String virtualHost) {

        public static Open read(WireReader in) {
            Open open = new Open(in.shortString());
            // Two arguments of older versions of the protocol, without meaning now
            in.shortString();
            in.bit();
            return open;
        }
    }
}
