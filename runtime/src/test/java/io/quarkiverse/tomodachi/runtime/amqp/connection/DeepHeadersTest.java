package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;

class DeepHeadersTest {

    /** As many as fit into a frame of RabbitMQ. */
    private static final int MOST = 20_000;

    private static final byte[] ARRAY = { 'A' };
    private static final byte[] TABLE = { 1, 'n', 'F' };

    @ParameterizedTest
    @ValueSource(ints = { 51, 1_000, MOST })
    void replaces_headers_that_are_too_deep_and_keeps_all_else(int depth) throws IOException {
        for (byte[] level : List.of(ARRAY, TABLE)) {
            BasicProperties properties = read(DeepHeaders.readable(frame(headers(level, depth))));

            assertThat(properties.getHeaders()).containsOnlyKeys(DeepHeaders.MARK);
            assertThat(properties.getHeaders().get(DeepHeaders.MARK)).hasToString("they are nested more than 50 deep");
            assertThat(properties.getContentType()).isEqualTo("text/plain");
            assertThat(properties.getMessageId()).isEqualTo("id");
        }
    }

    @Test
    void leaves_others_as_they_are() throws IOException {
        for (byte[] level : List.of(ARRAY, TABLE)) {
            Frame frame = frame(headers(level, DeepHeaders.DEEPEST));
            assertThat(DeepHeaders.readable(frame)).isSameAs(frame);
            assertThat(read(frame).getMessageId()).isEqualTo("id");
        }
        Frame wide = new BasicProperties.Builder().headers(Map.of("a", List.of(1, 2L, true, "x".repeat(1_000), 1.5, (short) 3),
                "b", Map.of("c", new byte[300], "d", new java.util.Date()))).build().toFrame(1, 0);
        assertThat(DeepHeaders.readable(wide)).isSameAs(wide);
        Frame body = new Frame(AMQP.FRAME_BODY, 1, new byte[1_000]);
        assertThat(DeepHeaders.readable(body)).isSameAs(body);
        assertThat(DeepHeaders.readable(null)).isNull();
    }

    /** The client tells the broker what is wrong with them. */
    @Test
    void leaves_what_is_not_well_formed() throws IOException {
        byte[] headers = headers(ARRAY, 200);
        for (int at = 0; at < headers.length; at++) {
            for (int value : new int[] { 0, 1, 0x7F, 0x80, 0xFF }) {
                byte[] spoiled = headers.clone();
                spoiled[at] = (byte) value;
                assertThat(DeepHeaders.readable(frame(spoiled))).isNotNull();
            }
        }
    }

    /** The fields of a table, {@code depth} levels of tables or arrays together with the table itself. */
    private static byte[] headers(byte[] level, int depth) throws IOException {
        int size = level.length + 4;
        ByteBuffer nested = ByteBuffer.allocate((depth - 1) * size);
        for (int left = depth - 2; left >= 0; left--) {
            nested.put(level).putInt(left * size);
        }
        if (level == TABLE) {
            return nested.array();
        }
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.writeBytes(new byte[] { 1, 'n' });
        named.writeBytes(nested.array());
        return named.toByteArray();
    }

    private static Frame frame(byte[] headers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(60);
        out.writeShort(0);
        out.writeLong(5);
        out.writeShort(1 << 15 | 1 << 13 | 1 << 7);
        out.writeByte("text/plain".length());
        out.writeBytes("text/plain");
        out.writeInt(headers.length);
        out.write(headers);
        out.writeByte(2);
        out.writeBytes("id");
        return new Frame(AMQP.FRAME_HEADER, 1, bytes.toByteArray());
    }

    private static BasicProperties read(Frame frame) throws IOException {
        return (BasicProperties) AMQImpl.readContentHeaderFrom(frame.getInputStream());
    }
}
