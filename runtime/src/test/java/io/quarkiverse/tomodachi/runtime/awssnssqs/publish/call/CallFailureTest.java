package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallFailure.Kind;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class CallFailureTest {

    private static AwsServiceException service(int status, String code) {
        return SqsException.builder().statusCode(status).message(code + " it is")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code + " it is").build()).build();
    }

    private static Kind kind(Throwable failure) {
        return CallFailure.of(failure).kind();
    }

    @Test
    void kinds_follow_from_what_aws_says() {
        assertThat(kind(service(400, "ThrottlingException"))).isEqualTo(Kind.THROTTLED);
        assertThat(kind(service(503, "SlowDown"))).isEqualTo(Kind.THROTTLED);
        assertThat(kind(service(400, "KmsThrottled"))).isEqualTo(Kind.THROTTLED);
        assertThat(kind(service(500, "InternalError"))).isEqualTo(Kind.TRANSIENT);
        assertThat(kind(service(403, "ExpiredToken"))).as("credentials are renewed").isEqualTo(Kind.TRANSIENT);
        assertThat(kind(service(403, "SignatureDoesNotMatch"))).isEqualTo(Kind.TRANSIENT);
        assertThat(kind(service(403, "AuthorizationError"))).isEqualTo(Kind.DENIED);
        assertThat(kind(service(400, "AccessDeniedException"))).isEqualTo(Kind.DENIED);
        assertThat(kind(service(400, "InvalidParameterValue"))).isEqualTo(Kind.REFUSED);
        assertThat(kind(QueueDoesNotExistException.builder().statusCode(400).build())).isEqualTo(Kind.GONE);
        assertThat(kind(NotFoundException.builder().statusCode(404).build())).isEqualTo(Kind.GONE);
        assertThat(kind(new CompletionException(service(400, "ThrottlingException")))).isEqualTo(Kind.THROTTLED);
    }

    @Test
    void only_what_may_go_well_is_tried_again() {
        assertThat(CallFailure.of(service(500, "InternalError")).mayGoWell()).isTrue();
        assertThat(CallFailure.of(service(400, "ThrottlingException")).mayGoWell()).isTrue();
        assertThat(CallFailure.of(service(403, "AuthorizationError")).mayGoWell()).isFalse();
        assertThat(CallFailure.of(service(400, "InvalidParameterValue")).mayGoWell()).isFalse();
    }

    @Test
    void messages_may_have_arrived_where_nobody_knows_better() {
        assertThat(CallFailure.of(service(500, "InternalError")).mayHaveArrived()).isTrue();
        assertThat(CallFailure.of(service(503, "SlowDown")).mayHaveArrived()).as("throttled").isFalse();
        assertThat(CallFailure.of(service(503, "ServiceUnavailable")).mayHaveArrived()).as("failed on the way").isTrue();
        assertThat(CallFailure.of(service(400, "InvalidParameterValue")).mayHaveArrived()).isFalse();
        assertThat(CallFailure.of(ApiCallTimeoutException.builder().message("late").build()).mayHaveArrived()).isTrue();
        assertThat(CallFailure.of(SdkClientException.create("Unable to execute HTTP request: reset")).mayHaveArrived())
                .isTrue();
        assertThat(CallFailure.ofLookUp(service(500, "InternalError")).mayHaveArrived()).as("it carried none").isFalse();
    }

    @Test
    void messages_have_not_arrived_where_nothing_was_sent() {
        assertThat(CallFailure.of(SdkClientException.create("Unable to execute HTTP request",
                new ConnectException("Connection refused"))).mayHaveArrived()).isFalse();
        assertThat(CallFailure.of(SdkClientException.create("Unable to load credentials from any provider"))
                .mayHaveArrived()).isFalse();
        assertThat(CallFailure.of(SdkClientException.create("Acquire operation took longer than the configured maximum time"))
                .mayHaveArrived()).isFalse();
    }

    @Test
    void earlier_attempts_of_the_client_count() {
        AwsServiceException refused = service(400, "InvalidParameterValue");
        refused.addSuppressed(SdkClientException.create("Request attempt 1 failure: Unable to execute HTTP request: reset"));
        assertThat(CallFailure.of(refused).mayHaveArrived()).isTrue();
        SdkClientException late = SdkClientException.create("Unable to execute HTTP request",
                new ConnectException("Connection refused"));
        late.addSuppressed(SdkClientException.create("Request attempt 1 failure: Unable to execute HTTP request: reset"));
        assertThat(CallFailure.of(late).mayHaveArrived()).isTrue();
    }

    @Test
    void entries_of_a_batch_fail_for_reasons_of_their_own() {
        assertThat(CallFailure.ofEntry(true, "InvalidMessageContents", "no"))
                .isEqualTo(new CallFailure(Kind.REFUSED, false, "no (InvalidMessageContents)", null));
        assertThat(CallFailure.ofEntry(false, "InternalError", null))
                .isEqualTo(new CallFailure(Kind.TRANSIENT, true, "InternalError", null));
        assertThat(CallFailure.ofEntry(true, "ThrottlingException", "slower").kind()).isEqualTo(Kind.THROTTLED);
    }

    @Test
    void text_has_the_cause() {
        assertThat(CallFailure.of(SdkClientException.create("Unable to execute HTTP request",
                new ConnectException("Connection refused"))).text())
                .isEqualTo("Unable to execute HTTP request: Connection refused");
        assertThat(CallFailure.of(new IllegalStateException("not running")).text()).isEqualTo("not running");
        assertThat(CallFailure.of(new IllegalArgumentException("odd")).text())
                .isEqualTo("java.lang.IllegalArgumentException: odd");
    }
}
