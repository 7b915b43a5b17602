package io.quarkiverse.tomodachi.runtime.message.protobuf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;

/**
 * What the protobuf envelope carries, in the wire format of the Python library's {@code SNSSQSMessage}: field 1 the service, 2
 * the metadata, 3 the data. As in proto3, fields with their default values are not written, and those that are not known are
 * skipped.
 */
public record EnvelopeFields(String serviceName, String serviceUuid, String messageUuid, String protocolVersion,
        double timestamp, String topic, String dataEncoding, byte[] data) {

    private static final int SERVICE = 1;
    private static final int METADATA = 2;
    private static final int DATA = 3;

    public byte[] write() throws IOException {
        return message(out -> {
            out.writeByteArray(SERVICE, message(this::writeService));
            out.writeByteArray(METADATA, message(this::writeMetadata));
            if (data.length > 0) {
                out.writeByteArray(DATA, data);
            }
        });
    }

    private void writeService(CodedOutputStream out) throws IOException {
        text(out, 1, serviceName);
        text(out, 2, serviceUuid);
    }

    private void writeMetadata(CodedOutputStream out) throws IOException {
        text(out, 1, messageUuid);
        text(out, 2, protocolVersion);
        out.writeDouble(3, timestamp);
        text(out, 4, topic);
        text(out, 5, dataEncoding);
    }

    private static void text(CodedOutputStream out, int field, String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            out.writeString(field, value);
        }
    }

    private static byte[] message(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are no such message */
    public static EnvelopeFields read(byte[] bytes) throws IOException {
        Reading reading = new Reading();
        reading.message(CodedInputStream.newInstance(bytes));
        return new EnvelopeFields(reading.service[1], reading.service[2], reading.metadata[1], reading.metadata[2],
                reading.timestamp, reading.metadata[4], reading.metadata[5], reading.data);
    }

    /** Fields of one message. */
    private interface Fields {

        void write(CodedOutputStream out) throws IOException;
    }

    /** Takes fields as they come, the last one of several. */
    private static final class Reading {

        final String[] service = { "", "", "" };
        final String[] metadata = { "", "", "", "", "", "" };
        double timestamp;
        byte[] data = {};

        void message(CodedInputStream in) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                boolean bytes = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
                int field = WireFormat.getTagFieldNumber(tag);
                if (bytes && field == SERVICE) {
                    texts(in.readBytes(), service);
                } else if (bytes && field == METADATA) {
                    texts(in.readBytes(), metadata);
                } else if (bytes && field == DATA) {
                    data = in.readByteArray();
                } else {
                    in.skipField(tag);
                }
            }
        }

        private void texts(ByteString part, String[] fields) throws IOException {
            CodedInputStream in = part.newCodedInput();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED && field < fields.length) {
                    fields[field] = in.readStringRequireUtf8();
                } else if (fields == metadata && tag == (3 << 3 | WireFormat.WIRETYPE_FIXED64)) {
                    timestamp = in.readDouble();
                } else {
                    in.skipField(tag);
                }
            }
        }
    }
}
