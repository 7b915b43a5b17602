package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** What clients ask of class basic. */
public final class BasicMethods {

    private BasicMethods() {
    }

    public record Qos(long prefetchSize, int prefetchCount, boolean global) {

        public static Qos read(WireReader in) {
            return new Qos(in.longInt(), in.shortInt(), in.bit());
        }
    }

    public record Consume(String queue, String consumerTag, boolean noLocal, boolean noAck, boolean exclusive, boolean noWait,
            FieldTable arguments) {

        public static Consume read(WireReader in) {
            in.shortInt();
            return new Consume(in.shortString(), in.shortString(), in.bit(), in.bit(), in.bit(), in.bit(), in.table());
        }
    }

    public record Cancel(String consumerTag, boolean noWait) {

        public static Cancel read(WireReader in) {
            return new Cancel(in.shortString(), in.bit());
        }
    }

    public record Publish(String exchange, String routingKey, boolean mandatory, boolean immediate) {

        public static Publish read(WireReader in) {
            in.shortInt();
            return new Publish(in.shortString(), in.shortString(), in.bit(), in.bit());
        }
    }

    public record Get(String queue, boolean noAck) {

        public static Get read(WireReader in) {
            in.shortInt();
            return new Get(in.shortString(), in.bit());
        }
    }

    public record Ack(long deliveryTag, boolean multiple) {

        public static Ack read(WireReader in) {
            return new Ack(in.longLong(), in.bit());
        }
    }

    public record Nack(long deliveryTag, boolean multiple, boolean requeue) {

        public static Nack read(WireReader in) {
            return new Nack(in.longLong(), in.bit(), in.bit());
        }
    }

    public record Reject(long deliveryTag, boolean requeue) {

        public static Reject read(WireReader in) {
            return new Reject(in.longLong(), in.bit());
        }
    }

    /** Both basic.recover and basic.recover-async. */
    public record Recover(boolean requeue) {

        public static Recover read(WireReader in) {
            return new Recover(in.bit());
        }
    }
}
