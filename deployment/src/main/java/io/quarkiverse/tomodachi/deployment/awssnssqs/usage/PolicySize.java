package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.Optional;

/**
 * How large a policy is to IAM.
 *
 * @param characters those that are not white space, which IAM does not count
 */
record PolicySize(long characters) {

    private static final int LARGEST_MANAGED = 6_144;
    private static final int LARGEST_INLINE = 10_240;

    static PolicySize of(String policy) {
        return new PolicySize(policy.chars().filter(character -> !Character.isWhitespace(character)).count());
    }

    /** What it does not fit in, and what to do, to be read after its name; empty if it fits everywhere. */
    Optional<String> problem() {
        if (characters <= LARGEST_MANAGED) {
            return Optional.empty();
        }
        String size = "has " + characters + " characters without white space, and IAM takes no more than " + LARGEST_MANAGED
                + " in a managed policy";
        return Optional.of(characters <= LARGEST_INLINE
                ? size + "; use it as inline policy of a role, whose inline policies may have " + LARGEST_INLINE + " together"
                : size + " and " + LARGEST_INLINE + " in all inline policies of a role; spread its statements, or the resources"
                        + " of a large one, over several managed policies");
    }
}
