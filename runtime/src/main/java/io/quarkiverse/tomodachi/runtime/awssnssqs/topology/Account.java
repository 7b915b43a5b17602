package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Optional;

/** The account and region that the application works in, as far as known. */
final class Account {

    private static final int PARTS = 6;
    private static final int NUMBER = 4;

    private volatile String topics;
    private volatile String number;

    /** Takes them from the ARN of something that is the application's own. */
    void learn(String arn) {
        String[] parts = arn.split(":", PARTS);
        if (parts.length == PARTS) {
            topics = String.join(":", parts[0], parts[1], "sns", parts[3], parts[NUMBER]) + ":";
            number = parts[NUMBER];
        }
    }

    Optional<String> number() {
        return Optional.ofNullable(number);
    }

    /** @return the ARN that a topic of the account has, empty if the account is not known yet */
    Optional<String> topicArn(String name) {
        return Optional.ofNullable(topics).map(prefix -> prefix + name);
    }
}
