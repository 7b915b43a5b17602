package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

/**
 * Where a topic or queue is.
 *
 * @param region empty if it is not known
 * @param account empty if it is not known
 */
record Place(String region, String account) {

    private static final int PARTS = 6;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    static Place of(String arn) {
        String[] parts = arn.split(":", PARTS);
        return parts.length < PARTS ? new Place("", "") : new Place(parts[REGION], parts[ACCOUNT]);
    }
}
