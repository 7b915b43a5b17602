package io.quarkiverse.tomodachi.runtime.message.payload;

/** Makes the data of a message from its bytes. Implemented by a class that is generated for each type of data that needs it. */
@FunctionalInterface
public interface PayloadParser {

    /** @throws Exception if the bytes are no data of this type */
    Object parse(byte[] bytes) throws Exception;
}
