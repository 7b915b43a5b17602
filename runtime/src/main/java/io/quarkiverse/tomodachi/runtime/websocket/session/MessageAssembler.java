package io.quarkiverse.tomodachi.runtime.websocket.session;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.quarkiverse.tomodachi.runtime.websocket.connection.CloseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/** Makes messages of frames. The order of frames is checked by the decoder before. */
final class MessageAssembler {

    private final int limit;
    private Buffer fragments;
    private boolean text;

    /** @param limit the number of bytes that a message may have */
    MessageAssembler(int limit) {
        this.limit = limit;
    }

    /**
     * @param frame a frame with data
     * @return the message, a {@code String} or a {@code Buffer}; {@code null} if further fragments follow
     * @throws UnacceptableMessageException if the client must not send such a message
     */
    Object add(WebSocketFrame frame) throws UnacceptableMessageException {
        Buffer data = frame.binaryData();
        int length = (fragments == null ? 0 : fragments.length()) + data.length();
        if (length > limit) {
            fragments = null;
            throw new UnacceptableMessageException(
                    new CloseStatus(CloseStatus.TOO_BIG, "A message may have " + limit + " bytes"));
        }
        if (!frame.isContinuation()) {
            text = frame.isText();
        }
        if (frame.isFinal() && fragments == null) {
            return message(data);
        }
        if (fragments == null) {
            fragments = Buffer.buffer(data.length());
        }
        fragments.appendBuffer(data);
        if (!frame.isFinal()) {
            return null;
        }
        Buffer whole = fragments;
        fragments = null;
        return message(whole);
    }

    private Object message(Buffer data) throws UnacceptableMessageException {
        if (!text) {
            return data;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data.getBytes())).toString();
        } catch (CharacterCodingException e) {
            throw new UnacceptableMessageException(new CloseStatus(CloseStatus.INVALID_PAYLOAD, "The text is not UTF-8"));
        }
    }

    /** The connection is to be closed. */
    static final class UnacceptableMessageException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient CloseStatus status;

        UnacceptableMessageException(CloseStatus status) {
            super(status.reason(), null, false, false);
            this.status = status;
        }

        CloseStatus status() {
            return status;
        }
    }
}
