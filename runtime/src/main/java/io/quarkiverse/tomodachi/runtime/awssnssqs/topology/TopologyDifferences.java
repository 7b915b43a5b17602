package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.List;

/** What is not on AWS as one handler declares it, where nothing is to be changed. */
public final class TopologyDifferences extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> differences;

    TopologyDifferences(String handler, List<String> differences) {
        super("@AwsSnsSqs method " + handler + ":\n    " + String.join("\n    ", differences));
        this.differences = differences;
    }

    List<String> differences() {
        return differences;
    }
}
