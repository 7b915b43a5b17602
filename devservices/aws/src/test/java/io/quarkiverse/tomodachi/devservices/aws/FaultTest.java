package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;

class FaultTest {
    private final AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
    private final RawClient client = new RawClient(endpoint.uri());

    @AfterEach
    void close() {
        endpoint.close();
    }

    private String createQueue() {
        client.json("CreateQueue", "{\"QueueName\":\"q\"}");
        return endpoint.uri() + "/" + endpoint.accountId() + "/q";
    }

    @Test
    void aShareOfCallsIsThrottled() {
        endpoint.injectFaults(Faults.none().throttle(0.5).seed(3));
        long throttled = 0;
        for (int i = 0; i < 100; i++) {
            HttpResponse<String> response = client.json("ListQueues", "{}");
            if (response.statusCode() == 403) {
                assertThat(response.headers().firstValue("x-amzn-query-error")).contains("RequestThrottled;Sender");
                throttled++;
            }
        }
        assertThat(throttled).isBetween(30L, 70L);
        endpoint.injectFaults(Faults.none());
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void someEntriesOfBatchesFail() {
        String queue = createQueue();
        endpoint.injectFaults(Faults.none().failBatchEntries(1, 3));
        String entries = "{\"Id\":\"a\",\"MessageBody\":\"a\"},{\"Id\":\"b\",\"MessageBody\":\"b\"},"
                + "{\"Id\":\"c\",\"MessageBody\":\"c\"}";
        String body = client.json("SendMessageBatch", "{\"QueueUrl\":\"" + queue + "\",\"Entries\":[" + entries + "]}")
                .body();
        assertThat(body).contains("\"Failed\":[{\"Id\":\"a\",\"SenderFault\":false");
        assertThat(endpoint.queue("q").orElseThrow().visible()).isEqualTo(2);
    }

    @Test
    void connectionsAreDroppedOnTheActionsNamed() {
        createQueue();
        endpoint.injectFaults(Faults.none().dropConnections(1).onlyOn("sqs.ListQueues"));
        assertThatThrownBy(() -> client.json("ListQueues", "{}")).isInstanceOf(UncheckedIOException.class);
        assertThat(client.json("GetQueueUrl", "{\"QueueName\":\"q\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void callsAreDelayed() {
        endpoint.injectFaults(Faults.none().delay(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void anAnswerIsLostThoughTheActionWasRun() {
        String queue = createQueue();
        endpoint.injectFaults(Faults.none().loseAnswers(1).onlyOn("sqs.SendMessage"));
        assertThatThrownBy(() -> client.json("SendMessage", "{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"a\"}"))
                .isInstanceOf(UncheckedIOException.class);
        // the client may have tried again by itself
        assertThat(endpoint.queue("q").orElseThrow().visible()).isPositive();
        assertThat(endpoint.errorCounts()).containsKey("sqs.SendMessage Dropped");
    }

    @Test
    void aMessageIsReceivedTwiceAtOnce() {
        String queue = createQueue();
        client.json("SendMessage", "{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"a\"}");
        endpoint.injectFaults(Faults.none().duplicateMessages(1));
        String body = client.json("ReceiveMessage", "{\"QueueUrl\":\"" + queue + "\"}").body();
        List<String> handles = Pattern.compile("\"ReceiptHandle\":\"([^\"]+)\"").matcher(body).results()
                .map(match -> match.group(1)).toList();
        assertThat(handles).hasSize(2).doesNotHaveDuplicates();
        client.json("DeleteMessage", "{\"QueueUrl\":\"" + queue + "\",\"ReceiptHandle\":\"" + handles.get(0) + "\"}");
        assertThat(endpoint.queue("q").orElseThrow().inFlight()).isOne();
        client.json("DeleteMessage", "{\"QueueUrl\":\"" + queue + "\",\"ReceiptHandle\":\"" + handles.get(1) + "\"}");
        assertThat(endpoint.queue("q").orElseThrow().inFlight()).isZero();
    }

    @Test
    void credentialsAreRefusedForSomeCalls() {
        endpoint.injectFaults(Faults.none().expireCredentials().firstCalls(2));
        HttpResponse<String> json = client.json("ListQueues", "{}");
        assertThat(json.statusCode()).isEqualTo(403);
        assertThat(json.headers().firstValue("x-amzn-query-error")).contains("ExpiredToken;Sender");
        assertThat(client.form("/", "Action=ListTopics").body()).contains("<Code>ExpiredToken</Code>");
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
        endpoint.injectFaults(Faults.none().refuseCredentials());
        assertThat(client.json("ListQueues", "{}").body()).contains("UnrecognizedClientException");
        endpoint.injectFaults();
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void rightsAreMissingOnTheActionsAndQueuesNamed() {
        createQueue();
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.CreateQueue", "sns.CreateTopic"),
                Faults.none().fail(1).onlyFor("q").onlyOn("sqs.GetQueueUrl"));
        assertThat(client.json("CreateQueue", "{\"QueueName\":\"p\"}").headers().firstValue("x-amzn-query-error"))
                .contains("AccessDenied;Sender");
        assertThat(client.form("/", "Action=CreateTopic&Name=t").body()).contains("<Code>AuthorizationError</Code>");
        assertThat(client.json("GetQueueUrl", "{\"QueueName\":\"q\"}").statusCode()).isEqualTo(500);
        assertThat(client.json("GetQueueUrl", "{\"QueueName\":\"p\"}").body()).contains("QueueDoesNotExist");
    }

    @Test
    void faultsAreText() {
        Faults faults = Faults.none().throttle(0.1).fail(0.2).dropConnections(0.05).loseAnswers(0.3).duplicateMessages(0.5)
                .failBatchEntries(3, 10).delay(Duration.ofMillis(200)).expireCredentials().denyAccess()
                .onlyOn("sqs.SendMessage", "sns.Publish").onlyFor("orders").startingAfter(Duration.ofSeconds(10))
                .lasting(Duration.ofMinutes(2)).firstCalls(5).seed(42);
        String text = "throttle=0.1,fail=0.2,drop=0.05,lose-answers=0.3,duplicate=0.5,fail-entries=3/10,delay=200ms,"
                + "credentials=expired,access=denied,on=sns.Publish|sqs.SendMessage,for=orders,after=10000ms,lasting=120000ms,"
                + "calls=5,seed=42";
        assertThat(faults).hasToString(text);
        assertThat(Faults.parse(text)).hasToString(text);
        assertThat(Faults.parse("after=10s, lasting=2m ")).hasToString("after=10000ms,lasting=120000ms");
        assertThat(Faults.parse(" ")).hasToString("");
        for (String bad : List.of("throttle", "throttle=x", "colour=red", "delay=5", "fail-entries=3", "credentials=lost",
                "access=granted", "on=a||b", "throttle=2", "calls=0", "throttle=0.1 seed")) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> Faults.parse(bad));
        }
    }

    @Test
    void faultsAreInjectedOverHttp() {
        assertThat(client.send("PUT", "/_endpoint/faults", "throttle=1.0,on=sqs.ListQueues\ndelay=1ms\n").statusCode())
                .isEqualTo(200);
        assertThat(client.get("/_endpoint/faults").body()).isEqualTo("throttle=1.0,on=sqs.ListQueues\ndelay=1ms");
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(403);
        assertThat(client.send("PUT", "/_endpoint/faults", "nonsense").statusCode()).isEqualTo(400);
        assertThat(client.send("PUT", "/_endpoint/faults", "").statusCode()).isEqualTo(200);
        assertThat(client.json("ListQueues", "{}").statusCode()).isEqualTo(200);
        assertThat(client.get("/_endpoint/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void impossibleFaultsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().throttle(1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().throttle(0.6).dropConnections(0.6));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().failBatchEntries(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Faults.none().delay(Duration.ofMillis(-1)));
    }
}
