package io.quarkiverse.tomodachi.devservices.amqp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** Frames out of a stream of octets. */
class FrameDecoderTest {

    @Test
    void frameComesWholeHoweverItsOctetsArrive() {
        FrameDecoder decoder = new FrameDecoder();
        ByteBuffer octets = FrameEncoder.method(5, MethodId.QUEUE_DECLARE_OK,
                arguments -> arguments.shortString("q").longInt(1).longInt(2));
        Optional<Frame> frame = Optional.empty();
        while (octets.hasRemaining()) {
            assertThat(frame).isEmpty();
            frame = decoder.decode(ByteBuffer.wrap(new byte[] { octets.get() }));
        }
        assertThat(frame).hasValueSatisfying(whole -> {
            assertThat(whole.channel()).isEqualTo(5);
            MethodCall call = whole.method();
            assertThat(call.id()).isEqualTo(MethodId.QUEUE_DECLARE_OK);
            assertThat(call.arguments().shortString()).isEqualTo("q");
        });
    }

    @Test
    void emptyFramesFollowEachOther() {
        FrameDecoder decoder = new FrameDecoder();
        ByteBuffer octets = ByteBuffer.allocate(2 * Frame.OVERHEAD).put(FrameEncoder.heartbeat())
                .put(FrameEncoder.heartbeat()).flip();
        assertThat(decoder.decode(octets)).map(Frame::type).contains(Frame.HEARTBEAT);
        assertThat(decoder.decode(octets)).map(Frame::type).contains(Frame.HEARTBEAT);
        assertThat(decoder.decode(octets)).isEmpty();
    }

    @Test
    void tooLargeFramesAreRefusedBeforeTheyTakeMemory() {
        ByteBuffer octets = ByteBuffer.allocate(7).put((byte) Frame.METHOD).putShort((short) 1).putInt(Integer.MAX_VALUE)
                .flip();
        assertThatThrownBy(() -> new FrameDecoder().decode(octets)).isInstanceOf(AmqpException.class)
                .extracting(e -> ((AmqpException) e).code()).isEqualTo(ReplyCode.FRAME_ERROR);
    }

    @Test
    void wrongEndIsRefused() {
        ByteBuffer octets = ByteBuffer.allocate(8).put((byte) Frame.HEARTBEAT).putShort((short) 0).putInt(0).put((byte) 1)
                .flip();
        assertThatThrownBy(() -> new FrameDecoder().decode(octets)).hasMessageContaining("invalid frame end marker 1");
    }
}
