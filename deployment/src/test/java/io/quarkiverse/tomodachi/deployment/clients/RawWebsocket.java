package io.quarkiverse.tomodachi.deployment.clients;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends what it is told to, well formed or not. */
public final class RawWebsocket implements AutoCloseable {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xa;
    public static final int FINAL = 0x80;

    private static final String[] HANDSHAKE = { "Upgrade: websocket", "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" };
    private static final byte[] MASK = { 1, 2, 3, 4 };

    private final Socket socket;
    private final DataInputStream in;
    private int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private RawWebsocket(URI uri) throws IOException {
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Asks for a connection. */
    public static RawWebsocket open(URI server, String path, String... more) throws IOException {
        String[] lines = new String[HANDSHAKE.length + more.length];
        System.arraycopy(HANDSHAKE, 0, lines, 0, HANDSHAKE.length);
        System.arraycopy(more, 0, lines, HANDSHAKE.length, more.length);
        return request(server, "GET " + path, lines);
    }

    /** Sends any request. */
    public static RawWebsocket request(URI server, String methodAndPath, String... lines) throws IOException {
        RawWebsocket client = new RawWebsocket(server);
        StringBuilder request = new StringBuilder(methodAndPath + " HTTP/1.1\r\nHost: " + server.getHost() + ":"
                + server.getPort() + "\r\n");
        for (String line : lines) {
            request.append(line).append("\r\n");
        }
        client.raw(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        client.status = Integer.parseInt(client.line().split(" ")[1]);
        for (String line = client.line(); !line.isEmpty(); line = client.line()) {
            int colon = line.indexOf(':');
            client.headers.merge(line.substring(0, colon), line.substring(colon + 1).trim(), (a, b) -> a + ", " + b);
        }
        return client;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.get(name);
    }

    public RawWebsocket text(String text) throws IOException {
        return frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public RawWebsocket close(int code, String reason) throws IOException {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        return frame(FINAL | CLOSE, payload);
    }

    /** @param first the first byte of the frame: flags and kind */
    public RawWebsocket frame(int first, byte[] payload) throws IOException {
        return raw(bytes(first, payload, true));
    }

    public static byte[] bytes(int first, byte[] payload, boolean masked) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        int flag = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.write(flag | payload.length);
        } else if (payload.length < 65536) {
            frame.write(flag | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(flag | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        if (masked) {
            frame.writeBytes(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.write(masked ? payload[i] ^ MASK[i % 4] : payload[i]);
        }
        return frame.toByteArray();
    }

    public RawWebsocket raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next frame as text: {@code hello}, {@code binary 0102}, {@code pong x}, {@code close 1000 bye}; {@code end}. */
    public String next() throws IOException {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            byte[] payload = in.readNBytes((int) length);
            return describe(first, payload);
        } catch (EOFException | SocketException e) {
            return "end";
        }
    }

    private static String describe(int first, byte[] payload) {
        String text = new String(payload, StandardCharsets.UTF_8);
        String incomplete = (first & FINAL) == 0 ? "…" : "";
        return switch (first & 0xf) {
            case TEXT -> text + incomplete;
            case CONTINUATION -> "+" + text + incomplete;
            case BINARY -> "binary " + hex(payload) + incomplete;
            case PING -> "ping";
            case PONG -> "pong " + text;
            case CLOSE -> ("close " + (payload.length < 2 ? ""
                    : ((payload[0] & 0xff) << 8 | payload[1] & 0xff) + " "
                            + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8)))
                    .trim();
            default -> String.format(Locale.ROOT, "frame %02x", first);
        };
    }

    private static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format(Locale.ROOT, "%02x", b));
        }
        return text.toString();
    }

    /** The next frame that is no ping. */
    public String nextMessage() throws IOException {
        String next = next();
        while (next.equals("ping")) {
            next = next();
        }
        return next;
    }

    /** Breaks off without a word. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
