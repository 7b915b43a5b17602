package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.util.function.Function;

/** A method and the reader that stands before its arguments. */
public record MethodCall(MethodId id, WireReader arguments) {

    /** Reads the arguments, which must be all there is. */
    public <T> T read(Function<WireReader, T> reading) {
        T value = reading.apply(arguments);
        if (arguments.hasRemaining()) {
            throw new AmqpException(ReplyCode.FRAME_ERROR, "cannot decode: octets follow the arguments of " + id.label());
        }
        return value;
    }
}
