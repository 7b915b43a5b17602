package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says what is missing where SNS and SQS cannot be used. */
final class StartFailures {

    private static final String REGION = "no AWS region is set. Set quarkus.sqs.aws.region and quarkus.sns.aws.region, or"
            + " the environment variable AWS_REGION";
    private static final String CREDENTIALS = "no AWS credentials were found. Provide them in one of the ways of the AWS SDK"
            + " (environment, profile, role), or set quarkus.sqs.aws.credentials.type and quarkus.sns.aws.credentials.type";
    private static final String LOCAL = ". For a local endpoint also set quarkus.sqs.endpoint-override and"
            + " quarkus.sns.endpoint-override";

    private StartFailures() {
    }

    /** Fails where the clients lack what every call needs. */
    static void check(AwsClients clients) {
        try {
            clients.sqs().serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
            clients.sns().serviceClientConfiguration().credentialsProvider().resolveIdentity().join();
        } catch (RuntimeException e) {
            throw explain(e, clients);
        }
    }

    /** What a failure of the first calls means to somebody who configures the application. */
    static RuntimeException explain(Throwable failure, AwsClients clients) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof SdkClientException && text.contains("Unable to load region")) {
                return new IllegalStateException("SNS+SQS cannot be used: " + REGION + LOCAL, failure);
            }
            if (cause instanceof SdkClientException && text.contains("Unable to load credentials")) {
                return new IllegalStateException("SNS+SQS cannot be used: " + CREDENTIALS + LOCAL, failure);
            }
            if (cause instanceof ApiCallTimeoutException || cause instanceof ApiCallAttemptTimeoutException) {
                return new IllegalStateException("SNS+SQS cannot be used: an endpoint does not answer (" + failure.getMessage()
                        + "). " + endpoints(clients), failure);
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException
                    || cause instanceof SocketException) {
                return new IllegalStateException("SNS+SQS cannot be used: an endpoint cannot be reached (" + text + "). "
                        + endpoints(clients), failure);
            }
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    private static String endpoints(AwsClients clients) {
        return "SQS: " + endpoint(clients.sqs().serviceClientConfiguration().endpointOverride(),
                "quarkus.sqs.endpoint-override") + "; SNS: "
                + endpoint(clients.sns().serviceClientConfiguration().endpointOverride(), "quarkus.sns.endpoint-override");
    }

    private static String endpoint(Optional<URI> override, String key) {
        return override.map(uri -> uri + " (" + key + ")").orElse("that of AWS in the region (" + key + " is not set)");
    }
}
