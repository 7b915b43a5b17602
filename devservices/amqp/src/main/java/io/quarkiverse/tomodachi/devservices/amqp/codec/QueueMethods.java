package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** What clients ask of class queue. */
public final class QueueMethods {

    private QueueMethods() {
    }

    public record Declare(String queue, boolean passive, boolean durable, boolean exclusive, boolean autoDelete,
            boolean noWait, FieldTable arguments) {

        public static Declare read(WireReader in) {
            in.shortInt();
            return new Declare(in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.bit(), in.table());
        }
    }

    public record Bind(String queue, String exchange, String routingKey, boolean noWait, FieldTable arguments) {

        public static Bind read(WireReader in) {
            in.shortInt();
            return new Bind(in.shortString(), in.shortString(), in.shortString(), in.bit(), in.table());
        }
    }

    public record Unbind(String queue, String exchange, String routingKey, FieldTable arguments) {

        public static Unbind read(WireReader in) {
            in.shortInt();
            return new Unbind(in.shortString(), in.shortString(), in.shortString(), in.table());
        }
    }

    public record Purge(String queue, boolean noWait) {

        public static Purge read(WireReader in) {
            in.shortInt();
            return new Purge(in.shortString(), in.bit());
        }
    }

    public record Delete(String queue, boolean ifUnused, boolean ifEmpty, boolean noWait) {

        public static Delete read(WireReader in) {
            in.shortInt();
            return new Delete(in.shortString(), in.bit(), in.bit(), in.bit());
        }
    }
}
