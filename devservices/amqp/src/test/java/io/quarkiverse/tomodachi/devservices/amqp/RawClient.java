package io.quarkiverse.tomodachi.devservices.amqp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FrameEncoder;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodCall;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;

/** A client that sends whatever octets it is told to. */
public final class RawClient implements AutoCloseable {

    private static final byte[] HEADER = { 'A', 'M', 'Q', 'P', 0, 0, 9, 1 };
    private static final int FRAME_MAX = 131_072;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    public RawClient(String host, int port) throws IOException {
        socket = new Socket();
        // Small, so that what the client does not read soon fills it
        socket.setReceiveBufferSize(8 * 1024);
        socket.connect(new InetSocketAddress(host, port), 5_000);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) BrokerTest.PATIENCE.toMillis());
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connected, authenticated, and with channel 1 open. */
    public static RawClient ready(String host, int port) throws IOException {
        RawClient client = new RawClient(host, port);
        client.write(HEADER);
        client.expect(MethodId.CONNECTION_START);
        client.method(0, MethodId.CONNECTION_START_OK, new WireWriter().longInt(0).shortString("PLAIN")
                .longString(LongString.of("\0guest\0guest")).shortString("en_US"));
        client.expect(MethodId.CONNECTION_TUNE);
        client.method(0, MethodId.CONNECTION_TUNE_OK, new WireWriter().shortInt(10).longInt(FRAME_MAX).shortInt(0));
        client.method(0, MethodId.CONNECTION_OPEN, new WireWriter().shortString("/").shortString("").bit(false));
        client.expect(MethodId.CONNECTION_OPEN_OK);
        client.method(1, MethodId.CHANNEL_OPEN, new WireWriter().shortString(""));
        client.expect(MethodId.CHANNEL_OPEN_OK);
        return client;
    }

    public void write(byte[] octets) throws IOException {
        out.write(octets);
    }

    public void method(int channel, MethodId method, WireWriter arguments) throws IOException {
        ByteBuffer head = FrameEncoder.method(channel, method, nothing -> {
        });
        byte[] payload = new byte[Integer.BYTES + arguments.toByteArray().length];
        System.arraycopy(head.array(), 7, payload, 0, Integer.BYTES);
        System.arraycopy(arguments.toByteArray(), 0, payload, Integer.BYTES, payload.length - Integer.BYTES);
        frame(Frame.METHOD, channel, payload);
    }

    public void frame(int type, int channel, byte[] payload) throws IOException {
        out.write(ByteBuffer.allocate(payload.length + Frame.OVERHEAD).put((byte) type).putShort((short) channel)
                .putInt(payload.length).put(payload).put((byte) Frame.END).array());
    }

    public MethodCall expect(MethodId method) throws IOException {
        Frame frame = read().orElseThrow(() -> new EOFException("wanted " + method));
        MethodCall call = frame.method();
        if (call.id() != method) {
            throw new IOException("wanted " + method + ", got " + call.id());
        }
        return call;
    }

    /** The code of the connection.close that comes now. */
    public int expectConnectionClose() throws IOException {
        return expect(MethodId.CONNECTION_CLOSE).arguments().shortInt();
    }

    /** The next frame, nothing at the end. */
    public Optional<Frame> read() throws IOException {
        try {
            int type = in.readUnsignedByte();
            int channel = in.readUnsignedShort();
            byte[] payload = new byte[in.readInt()];
            in.readFully(payload);
            in.readUnsignedByte();
            return Optional.of(new Frame(type, channel, payload));
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }

    public byte[] readOctets(int count) throws IOException {
        return in.readNBytes(count);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
