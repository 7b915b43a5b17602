package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.deployment.http.fuzz.Conversation.Ending;
import io.quarkiverse.tomodachi.deployment.http.fuzz.Exchange.End;

/** Holds a conversation over a connection of its own: reads and writes at the same time, as answers may come early. */
final class Wire {

    private static final long STUCK = TimeUnit.SECONDS.toMillis(20);

    private final InetSocketAddress address;
    private final long quiet;

    /** @param quiet milliseconds without an answer after which nothing more is expected, where that cannot be known */
    Wire(InetSocketAddress address, long quiet) {
        this.address = address;
        this.quiet = quiet;
    }

    Exchange hold(Conversation conversation) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (SocketChannel channel = SocketChannel.open(address); Selector selector = Selector.open()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            End end;
            try {
                end = talk(conversation, channel, key, received);
            } catch (IOException e) {
                end = End.BROKEN;
            }
            return new Exchange(received.toString(StandardCharsets.ISO_8859_1), end);
        }
    }

    private End talk(Conversation conversation, SocketChannel channel, SelectionKey key, ByteArrayOutputStream received)
            throws IOException {
        End left = write(conversation, channel, key, received);
        if (left != null) {
            return left;
        }
        key.interestOps(SelectionKey.OP_READ);
        boolean ended = conversation.ending() == Ending.HALF_CLOSE;
        if (ended) {
            channel.shutdownOutput();
        }
        while (true) {
            if (conversation.exact() && AnswerParser.isAnswered(conversation, received.toString(StandardCharsets.ISO_8859_1))) {
                return End.ANSWERED;
            }
            int selected = key.selector().select(conversation.exact() || ended ? STUCK : quiet);
            if (selected == 0) {
                if (conversation.exact() || ended) {
                    return End.STUCK;
                }
                channel.shutdownOutput();
                ended = true;
                continue;
            }
            key.selector().selectedKeys().clear();
            if (!read(channel, received)) {
                return ended ? End.CLOSED_AFTER_CLIENT : End.CLOSED;
            }
        }
    }

    /** @return how the conversation has ended already, {@code null} if it goes on */
    private static End write(Conversation conversation, SocketChannel channel, SelectionKey key, ByteArrayOutputStream received)
            throws IOException {
        for (String piece : conversation.pieces()) {
            ByteBuffer bytes = ByteBuffer.wrap(piece.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                if (key.selector().select(STUCK) == 0) {
                    return End.STUCK;
                }
                key.selector().selectedKeys().clear();
                if (key.isReadable() && !read(channel, received)) {
                    return End.CLOSED;
                }
                if (key.isWritable()) {
                    channel.write(bytes);
                }
            }
        }
        if (conversation.ending() == Ending.RESET) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        return conversation.ending() == Ending.RESET || conversation.ending() == Ending.CLOSE ? End.LEFT : null;
    }

    private static boolean read(SocketChannel channel, ByteArrayOutputStream received) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(16_384);
        int count = channel.read(buffer);
        received.write(buffer.array(), 0, Math.max(0, count));
        return count >= 0;
    }
}
