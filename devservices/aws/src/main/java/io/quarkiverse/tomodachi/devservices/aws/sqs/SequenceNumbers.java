package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.math.BigInteger;

/** Ever rising numbers of 20 digits. */
public final class SequenceNumbers {
    private static final BigInteger START = new BigInteger("18850000000000000000");
    private static final int STEP = 256;

    private long count;

    public String next() {
        return START.add(BigInteger.valueOf(count++ * STEP)).toString();
    }
}
