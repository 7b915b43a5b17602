package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class CallFailureAnswersTest {

    /** Whoever refuses for load or for rights has not taken the message; whoever has failed may have. */
    @ParameterizedTest
    @CsvSource({ "400,RequestThrottled,THROTTLED,false", "400,Throttling,THROTTLED,false", "503,SlowDown,THROTTLED,false",
            "503,ServiceUnavailable,THROTTLED,true", "500,InternalError,TRANSIENT,true", "502,,TRANSIENT,true",
            "400,ExpiredToken,TRANSIENT,false", "403,InvalidClientTokenId,TRANSIENT,false",
            "403,SignatureDoesNotMatch,TRANSIENT,false", "403,AuthorizationError,DENIED,false",
            "400,KMSAccessDeniedException,DENIED,false", "400,InvalidParameter,REFUSED,false",
            "400,InvalidMessageContents,REFUSED,false", "413,,REFUSED,false" })
    void answer_of_aws(int status, String code, CallFailure.Kind kind, boolean mayHaveArrived) {
        CallFailure failure = CallFailure.of(new CompletionException(answer(status, code)));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.mayHaveArrived()).isEqualTo(mayHaveArrived);
        assertThat(CallFailure.ofLookUp(answer(status, code)).mayHaveArrived()).isFalse();
    }

    @Test
    void earlier_attempts_count() {
        AwsServiceException throttled = answer(400, "RequestThrottled");
        throttled.addSuppressed(SdkClientException.create("Request attempt 1 failure: Unable to execute HTTP request"));
        assertThat(CallFailure.of(throttled).mayHaveArrived()).isTrue();
        AwsServiceException again = answer(400, "RequestThrottled");
        again.addSuppressed(SdkClientException.create("Request attempt 1 failure: (Service: Sqs, Status Code: 502)"));
        assertThat(CallFailure.of(again).mayHaveArrived()).isTrue();
    }

    @Test
    void call_that_was_not_made_has_brought_nothing() {
        assertThat(CallFailure.of(SdkClientException.create("Unable to execute HTTP request", new ConnectException("refused")))
                .mayHaveArrived()).isFalse();
        assertThat(CallFailure.of(SdkClientException.create("Unable to execute HTTP request: closed")).mayHaveArrived())
                .isTrue();
    }

    @Test
    void what_does_not_exist_is_gone() {
        assertThat(CallFailure.of(NotFoundException.builder().statusCode(404).message("no topic").build()).kind())
                .isEqualTo(CallFailure.Kind.GONE);
    }

    @ParameterizedTest
    @CsvSource({ "true,InvalidMessageContents,REFUSED,false", "false,InternalError,TRANSIENT,true",
            "false,ServiceUnavailable,THROTTLED,true", "true,Throttled,THROTTLED,false" })
    void entry_of_a_batch(boolean senderFault, String code, CallFailure.Kind kind, boolean mayHaveArrived) {
        CallFailure failure = CallFailure.ofEntry(senderFault, code, null);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.mayHaveArrived()).isEqualTo(mayHaveArrived);
        assertThat(failure.text()).isEqualTo(code);
    }

    private static AwsServiceException answer(int status, String code) {
        return SqsException.builder().statusCode(status).message("told")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build()).build();
    }
}
