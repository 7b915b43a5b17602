package io.quarkiverse.tomodachi.deployment.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A connection to a server that carries what it is given, as it is. Text is UTF-8. Waits at most twenty seconds. */
public final class RawConnection implements AutoCloseable {

    private static final Charset CHARSET = StandardCharsets.UTF_8;
    private static final int LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public static RawConnection open(URI server) throws IOException {
        return new RawConnection(new Socket(server.getHost(), server.getPort()));
    }

    /** @return all that the server sends until it closes the connection */
    public static String exchange(URI server, String request) throws IOException {
        try (RawConnection connection = open(server)) {
            return connection.send(request).rest();
        }
    }

    public RawConnection send(String text) throws IOException {
        return send(text.getBytes(CHARSET));
    }

    public RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Asks for a path, over a connection that may be kept. */
    public RawConnection get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** @return the lines up to the empty one */
    public String head() throws IOException {
        return upTo("\r\n\r\n");
    }

    /** @return what comes up to this text, and with it; less if the connection ends before */
    public String upTo(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || !text.substring(text.length() - end.length()).equals(end)) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    public String read(int bytes) throws IOException {
        return new String(in.readNBytes(bytes), CHARSET);
    }

    /** @return what comes until the connection ends, in order or not */
    public String rest() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                bytes.write(next);
            }
        } catch (SocketException reset) {
            // the server did not wait
        }
        return bytes.toString(CHARSET);
    }

    /** What comes next, for whoever reads it in a way of their own. */
    public InputStream input() {
        return in;
    }

    /** Breaks off. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
