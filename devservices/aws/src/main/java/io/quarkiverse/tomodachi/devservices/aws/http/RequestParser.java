package io.quarkiverse.tomodachi.devservices.aws.http;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Takes requests out of the bytes of one connection, as far as they have arrived. */
final class RequestParser {
    static final int MAX_HEAD = 64 * 1024;

    private enum State {
        REQUEST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    private final int maxBody;
    private State state = State.REQUEST_LINE;
    private int headSize;
    private String[] requestLine;
    private Map<String, String> headers = new HashMap<>();
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int wanted;
    private boolean continueExpected;

    RequestParser(int maxBody) {
        this.maxBody = maxBody;
    }

    /** The next complete request, or null when more bytes are needed. */
    HttpRequest poll(InputBuffer in) throws MalformedRequest {
        while (true) {
            switch (state) {
                case REQUEST_LINE, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> {
                    String line = in.line();
                    if (line == null) {
                        limitHead(headSize + in.size());
                        return null;
                    }
                    if (takeLine(line)) {
                        return complete();
                    }
                }
                default -> {
                    int count = Math.min(wanted, in.size());
                    body.writeBytes(in.take(count));
                    wanted -= count;
                    if (wanted > 0) {
                        return null;
                    }
                    if (state == State.BODY) {
                        return complete();
                    }
                    state = State.CHUNK_END;
                }
            }
        }
    }

    /** Whether the client waits to be told to send the body; true once per request. */
    boolean takeContinue() {
        boolean expected = continueExpected && state != State.REQUEST_LINE && state != State.HEADERS;
        continueExpected = continueExpected && !expected;
        return expected;
    }

    private boolean takeLine(String line) throws MalformedRequest {
        headSize += line.length() + 2;
        limitHead(headSize);
        switch (state) {
            case REQUEST_LINE -> takeRequestLine(line);
            case HEADERS -> {
                if (line.isEmpty()) {
                    return headComplete();
                }
                takeHeader(line);
            }
            case CHUNK_SIZE -> takeChunkSize(line);
            case CHUNK_END -> {
                headSize = 0;
                state = State.CHUNK_SIZE;
            }
            default -> {
                return line.isEmpty();
            }
        }
        return false;
    }

    private void limitHead(int size) throws MalformedRequest {
        if (size > MAX_HEAD) {
            throw new MalformedRequest(431, "Request header fields too large");
        }
    }

    private void takeRequestLine(String line) throws MalformedRequest {
        if (line.isEmpty()) {
            return;
        }
        requestLine = line.split(" ");
        if (requestLine.length != 3 || !requestLine[2].startsWith("HTTP/1.")) {
            throw new MalformedRequest(400, "Malformed request line");
        }
        state = State.HEADERS;
    }

    private void takeHeader(String line) throws MalformedRequest {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new MalformedRequest(400, "Malformed header");
        }
        headers.putIfAbsent(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }

    private boolean headComplete() throws MalformedRequest {
        headSize = 0;
        continueExpected = "100-continue".equalsIgnoreCase(headers.get("expect"));
        String encoding = headers.get("transfer-encoding");
        if (encoding != null) {
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new MalformedRequest(501, "Unsupported transfer encoding");
            }
            state = State.CHUNK_SIZE;
            return false;
        }
        wanted = size(headers.getOrDefault("content-length", "0"), 10);
        state = State.BODY;
        return false;
    }

    private void takeChunkSize(String line) throws MalformedRequest {
        int extension = line.indexOf(';');
        wanted = size((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
        state = wanted == 0 ? State.TRAILERS : State.CHUNK;
    }

    private int size(String text, int radix) throws MalformedRequest {
        long size;
        try {
            size = Long.parseUnsignedLong(text, radix);
        } catch (NumberFormatException e) {
            throw new MalformedRequest(400, "Malformed length");
        }
        if (size < 0 || size + body.size() > maxBody) {
            throw new MalformedRequest(413, "Request body exceeds " + maxBody + " bytes");
        }
        return (int) size;
    }

    private HttpRequest complete() {
        String target = requestLine[1];
        int question = target.indexOf('?');
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive = requestLine[2].equals("HTTP/1.1") ? !connection.contains("close")
                : connection.contains("keep-alive");
        HttpRequest request = new HttpRequest(requestLine[0], question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1), headers, body.toByteArray(), keepAlive);
        state = State.REQUEST_LINE;
        headSize = 0;
        headers = new HashMap<>();
        body = new ByteArrayOutputStream();
        continueExpected = false;
        return request;
    }
}
