package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** What clients ask of class exchange. */
public final class ExchangeMethods {

    private ExchangeMethods() {
    }

    public record Declare(String exchange, String type, boolean passive, boolean durable, boolean autoDelete, boolean internal,
            boolean noWait, FieldTable arguments) {

        public static Declare read(WireReader in) {
            in.shortInt();
            return new Declare(in.shortString(), in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.bit(),
                    in.table());
        }
    }

    public record Delete(String exchange, boolean ifUnused, boolean noWait) {

        public static Delete read(WireReader in) {
            in.shortInt();
            return new Delete(in.shortString(), in.bit(), in.bit());
        }
    }

    /** Both exchange.bind and exchange.unbind. */
    public record Bind(String destination, String source, String routingKey, boolean noWait, FieldTable arguments) {

        public static Bind read(WireReader in) {
            in.shortInt();
            return new Bind(in.shortString(), in.shortString(), in.shortString(), in.bit(), in.table());
        }
    }
}
