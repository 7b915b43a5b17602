package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.net.ssl.SSLException;

/** The server's side of a connection. */
final class ServerConnection implements AutoCloseable {

    private final Socket socket;

    ServerConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TestServer.LIMIT);
        socket.setTcpNoDelay(true);
    }

    /** What a client sent, as it was sent. */
    record Request(String line, List<String> headers, String content) {
    }

    Request request() throws IOException {
        String line = line();
        List<String> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            headers.add(header);
        }
        int length = headers.stream().map(header -> header.toLowerCase(Locale.ROOT))
                .filter(header -> header.startsWith("content-length: "))
                .mapToInt(header -> Integer.parseInt(header.substring("content-length: ".length()))).findFirst().orElse(0);
        return new Request(line, headers, new String(in().readNBytes(length), StandardCharsets.UTF_8));
    }

    /** Whether the client closes the connection instead, or breaks its handshake off. */
    boolean isEndedBeforeARequest() throws IOException {
        try {
            return in().read() < 0;
        } catch (SSLException | SocketException e) {
            return true;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in().read(); next != '\n'; next = in().read()) {
            if (next < 0) {
                throw new EOFException("after " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private InputStream in() throws IOException {
        return socket.getInputStream();
    }

    ServerConnection write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    void answer(String content) throws IOException {
        write("HTTP/1.1 200 OK\r\nContent-Length: " + content.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + content);
    }

    /** Waits for the end that the client makes, and gives what it sent before. */
    String rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            in().transferTo(rest);
        } catch (SocketException e) {
            // it was ended at once, with bytes that the client had not read
        }
        return rest.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
