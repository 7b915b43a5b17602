package io.quarkiverse.tomodachi.deployment.devservices;

/** What serves SNS and SQS in a container. */
public enum AwsProvider {
    /** LocalStack. */
    LOCALSTACK("localstack/localstack:4.13"),
    /** Floci. */
    FLOCI("floci/floci:1.5.11");

    private final String image;

    AwsProvider(String image) {
        this.image = image;
    }

    /** The image if no other one is configured. */
    String image() {
        return image;
    }
}
