package io.quarkiverse.tomodachi.devservices.aws.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** One client connection: reads requests one after the other, writes the answers. */
final class HttpConnection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** What may arrive behind a request that is not answered yet before reading pauses. */
    private static final int MAX_PIPELINED = 256 * 1024;
    /** What is still read, and thrown away, behind a request that was refused unread. */
    private static final long MAX_DISCARDED = 256L * 1024 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final HttpHandler handler;
    private final ByteBuffer readBuffer;
    private final RequestParser parser;
    private final InputBuffer in = new InputBuffer();
    private final Deque<ByteBuffer> out = new ArrayDeque<>();
    private Exchange current;
    private boolean parsing;
    private boolean lastAnswer;
    private boolean discarding;
    private long discarded;
    private boolean closed;

    HttpConnection(SocketChannel channel, SelectionKey key, HttpHandler handler, ByteBuffer readBuffer, int maxBody) {
        this.channel = channel;
        this.key = key;
        this.handler = handler;
        this.readBuffer = readBuffer;
        this.parser = new RequestParser(maxBody);
    }

    void ready() {
        try {
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (!closed && key.isValid() && key.isReadable()) {
                fill();
                parse();
            }
        } catch (IOException | RuntimeException e) {
            close();
        }
    }

    private void fill() throws IOException {
        while (!closed && (current == null || in.size() < MAX_PIPELINED)) {
            readBuffer.clear();
            int count = channel.read(readBuffer);
            if (count < 0) {
                close();
                return;
            }
            if (count == 0) {
                return;
            }
            if (!discarding) {
                in.append(readBuffer.flip());
            } else {
                discarded += count;
                if (discarded > MAX_DISCARDED) {
                    close();
                }
                return;
            }
            if (in.size() >= MAX_PIPELINED && current == null) {
                return;
            }
        }
        interests();
    }

    private void parse() throws IOException {
        if (parsing) {
            return;
        }
        parsing = true;
        try {
            while (!closed && current == null && !discarding && in.size() > 0) {
                HttpRequest request = parser.poll(in);
                if (parser.takeContinue()) {
                    write(ByteBuffer.wrap(CONTINUE));
                }
                if (request == null) {
                    break;
                }
                current = new Exchange(request);
                handler.handle(request, current);
            }
        } catch (MalformedRequest e) {
            discarding = true;
            in.clear();
            lastAnswer = true;
            write(HttpHead.encode(handler.refuse(e.status(), e.getMessage()), false, false));
        } finally {
            parsing = false;
        }
        interests();
    }

    private void write(ByteBuffer bytes) throws IOException {
        out.add(bytes);
        flush();
    }

    private void flush() throws IOException {
        while (!out.isEmpty()) {
            channel.write(out.peek());
            if (out.peek().hasRemaining()) {
                break;
            }
            out.remove();
        }
        if (out.isEmpty() && lastAnswer) {
            // the client may still be sending: closing at once would reset the connection before it has read the answer
            channel.shutdownOutput();
            if (!discarding) {
                close();
            }
        }
        interests();
    }

    private void interests() {
        if (!closed && key.isValid()) {
            boolean reading = current == null || in.size() < MAX_PIPELINED;
            key.interestOps((reading ? SelectionKey.OP_READ : 0) | (out.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is left to be done with it
        }
        if (current != null) {
            current.abort();
        }
    }

    private final class Exchange implements HttpExchange {
        private final HttpRequest request;
        private Runnable hook;

        Exchange(HttpRequest request) {
            this.request = request;
        }

        @Override
        public void respond(HttpResponse response) {
            if (closed || current != this) {
                return;
            }
            current = null;
            lastAnswer = !request.keepAlive();
            try {
                write(HttpHead.encode(response, request.keepAlive(), request.method().equals("HEAD")));
                parse();
            } catch (IOException e) {
                close();
            }
        }

        @Override
        public void drop() {
            current = null;
            close();
        }

        @Override
        public boolean connected() {
            if (!closed && current == this) {
                try {
                    fill();
                } catch (IOException e) {
                    close();
                }
            }
            return !closed && current == this;
        }

        @Override
        public void onAbort(Runnable hook) {
            this.hook = hook;
        }

        private void abort() {
            current = null;
            if (hook != null) {
                handler.aborted(hook);
            }
        }
    }

    /** Status line and headers. */
    private static final class HttpHead {
        private static final Map<Integer, String> REASONS = Map.of(200, "OK", 400, "Bad Request", 403, "Forbidden", 404,
                "Not Found", 413, "Content Too Large", 429, "Too Many Requests", 431, "Request Header Fields Too Large",
                500, "Internal Server Error", 501, "Not Implemented", 503, "Service Unavailable");

        static ByteBuffer encode(HttpResponse response, boolean keepAlive, boolean withoutBody) {
            StringBuilder head = new StringBuilder(256);
            head.append("HTTP/1.1 ").append(response.status()).append(' ')
                    .append(REASONS.getOrDefault(response.status(), "Status")).append("\r\n");
            response.headers().forEach((name, value) -> head.append(name).append(": ")
                    .append(value.replace('\r', ' ').replace('\n', ' ')).append("\r\n"));
            head.append("Date: ").append(HttpDate.now()).append("\r\nContent-Length: ").append(response.body().length)
                    .append("\r\nConnection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n\r\n");
            byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
            byte[] body = withoutBody ? new byte[0] : response.body();
            ByteBuffer all = ByteBuffer.allocate(bytes.length + body.length);
            return all.put(bytes).put(body).flip();
        }
    }
}
