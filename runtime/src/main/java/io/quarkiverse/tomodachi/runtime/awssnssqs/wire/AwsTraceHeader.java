package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The context of a trace in the header that AWS made for X-Ray, and that SQS carries apart from the ten message attributes:
 * {@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1}.
 */
public final class AwsTraceHeader {

    /** The field that is carried, of W3C Trace Context. */
    public static final String FIELD = "traceparent";

    private static final Pattern FIELD_FORM = Pattern
            .compile("[0-9a-f]{2}-([0-9a-f]{8})([0-9a-f]{24})-([0-9a-f]{16})-([0-9a-f]{2}).*");
    private static final Pattern ROOT = Pattern.compile("Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)");
    private static final Pattern PARENT = Pattern.compile("Parent=([0-9a-f]{16})(?:;|$)");

    private AwsTraceHeader() {
    }

    /** @return {@code null} if the field is not of its form */
    public static String write(String traceparent) {
        Matcher field = FIELD_FORM.matcher(traceparent);
        if (!field.matches()) {
            return null;
        }
        return "Root=1-" + field.group(1) + "-" + field.group(2) + ";Parent=" + field.group(3) + ";Sampled="
                + (Integer.parseInt(field.group(4), 16) & 1);
    }

    /**
     * @param header may be {@code null}
     * @return the field; {@code null} if the header does not say all of it
     */
    public static String read(String header) {
        if (header == null) {
            return null;
        }
        String compact = header.replace(" ", "");
        Matcher root = ROOT.matcher(compact);
        Matcher parent = PARENT.matcher(compact);
        if (!root.find() || !parent.find()) {
            return null;
        }
        return "00-" + root.group(1) + root.group(2) + "-" + parent.group(1)
                + (compact.contains("Sampled=1") ? "-01" : "-00");
    }
}
