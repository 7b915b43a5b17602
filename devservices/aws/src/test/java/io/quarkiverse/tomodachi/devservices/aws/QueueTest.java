package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class QueueTest extends AwsFixture {

    @Test
    void aQueueIsCreatedOnceAndFoundByName() {
        String name = name("created");
        String url = sqs.createQueue(request -> request.queueName(name)).queueUrl();

        assertThat(url).startsWith(uri.toString()).endsWith("/" + name);
        assertThat(sqs.createQueue(request -> request.queueName(name)).queueUrl()).isEqualTo(url);
        assertThat(sqs.getQueueUrl(request -> request.queueName(name)).queueUrl()).isEqualTo(url);
    }

    @Test
    void aQueueWithOtherAttributesIsRefused() {
        String name = name("other");
        sqs.createQueue(request -> request.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "40")));

        assertThatThrownBy(() -> sqs.createQueue(
                request -> request.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "41"))))
                .isInstanceOf(QueueNameExistsException.class)
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("QueueAlreadyExists"));
    }

    @Test
    void whatDoesNotExistIsReportedAsSuch() {
        assertThatThrownBy(() -> sqs.getQueueUrl(request -> request.queueName("no-such-queue")))
                .isInstanceOf(QueueDoesNotExistException.class).satisfies(
                        error -> assertThat(codeOf(error)).isEqualTo("AWS.SimpleQueueService.NonExistentQueue"));
        String url = createQueue();
        sqs.deleteQueue(request -> request.queueUrl(url));
        assertThatThrownBy(() -> receive(url)).isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void namesFollowTheRules() {
        for (String bad : List.of("with space", "x".repeat(81), "dot.ted", "ends.fifo", "")) {
            assertThatThrownBy(() -> sqs.createQueue(request -> request.queueName(bad))).isInstanceOf(SqsException.class);
        }
        assertThatThrownBy(() -> sqs.createQueue(
                request -> request.queueName("no-suffix").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true"))))
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("InvalidParameterValue"));
    }

    @Test
    void queuesAreListedByPrefixInPages() {
        String prefix = name("listed");
        for (int i = 0; i < 5; i++) {
            int number = i;
            sqs.createQueue(request -> request.queueName(prefix + "-" + number));
        }
        assertThat(sqs.listQueues(request -> request.queueNamePrefix(prefix)).queueUrls()).hasSize(5);
        assertThat(sqs.listQueues(request -> request.queueNamePrefix(prefix + "-none")).queueUrls()).isEmpty();

        List<String> paged = new ArrayList<>();
        sqs.listQueuesPaginator(request -> request.queueNamePrefix(prefix).maxResults(2)).stream()
                .peek(page -> assertThat(page.queueUrls()).hasSizeLessThanOrEqualTo(2))
                .forEach(page -> paged.addAll(page.queueUrls()));
        assertThat(paged).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void attributesAreKeptAndReturned() {
        String url = createQueue();
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        Map<QueueAttributeName, String> wanted = Map.of(QueueAttributeName.POLICY, policy,
                QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs", QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "2048",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, "120", QueueAttributeName.DELAY_SECONDS, "1",
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "3",
                QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "600");
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(wanted));

        GetQueueAttributesResponse all = sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL));
        assertThat(all.attributes()).containsAllEntriesOf(wanted).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
                .containsKeys(QueueAttributeName.QUEUE_ARN, QueueAttributeName.CREATED_TIMESTAMP,
                        QueueAttributeName.LAST_MODIFIED_TIMESTAMP, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, "")));
        assertThat(attribute(url, QueueAttributeName.POLICY)).isNull();
    }

    @Test
    void valuesOutOfRangeAndUnknownNamesAreRefused() {
        String url = createQueue();
        Map<QueueAttributeName, String> bad = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "43201",
                QueueAttributeName.DELAY_SECONDS, "901", QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "21",
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, "59", QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1023",
                QueueAttributeName.POLICY, "no json", QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "perhaps");
        bad.forEach((name, value) -> assertThatThrownBy(
                () -> sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(name, value))))
                .satisfies(error -> assertThat(codeOf(error)).as(name.toString()).isEqualTo("InvalidAttributeValue")));

        assertThatThrownBy(() -> sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("Colour")))
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("InvalidAttributeName"));
        assertThatThrownBy(() -> sqs.setQueueAttributes(
                request -> request.queueUrl(url).attributesWithStrings(Map.of("Colour", "red"))))
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("InvalidAttributeName"));
        assertThatThrownBy(() -> sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"))))
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("InvalidAttributeName"));
    }

    @Test
    void tagsAreSetListedAndTakenAway() {
        String name = name("tagged");
        String url = sqs.createQueue(request -> request.queueName(name).tags(Map.of("a", "1"))).queueUrl();
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("b", "2")));
        assertThat(sqs.listQueueTags(request -> request.queueUrl(url)).tags()).isEqualTo(Map.of("a", "1", "b", "2"));
        sqs.untagQueue(request -> request.queueUrl(url).tagKeys("a"));
        assertThat(sqs.listQueueTags(request -> request.queueUrl(url)).tags()).isEqualTo(Map.of("b", "2"));
    }

    @Test
    void purgingDropsEverything() {
        String url = createQueue();
        send(url, "one");
        send(url, "two");
        receive(url, request -> request.maxNumberOfMessages(1));
        sqs.purgeQueue(request -> request.queueUrl(url));
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("0");
        assertThat(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isEqualTo("0");
    }

    @Test
    void aPolicyMayBeWrittenOtherwise() {
        String deadLetters = arn(createQueue());
        String name = name("same");
        sqs.createQueue(request -> request.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + deadLetters + "\",\"maxReceiveCount\":\"5\"}")));
        sqs.createQueue(request -> request.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
                "{ \"maxReceiveCount\": 5, \"deadLetterTargetArn\": \"" + deadLetters + "\" }")));
        assertFails("QueueAlreadyExists", () -> sqs.createQueue(request -> request.queueName(name)
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + deadLetters + "\",\"maxReceiveCount\":6}"))));
        assertFails("QueueAlreadyExists", () -> sqs.createQueue(
                request -> request.queueName(name).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, ""))));
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        String queue = createQueue();
        for (String bad : List.of("nonsense", "[]",
                "{\"Statement\":[{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"*\"}]}",
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\"}]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\"}}")) {
            assertFails("InvalidAttributeValue", () -> sqs.setQueueAttributes(
                    request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, bad))));
        }
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY,
                "{\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":\"*\",\"NotAction\":\"sqs:*\"}}")));
    }
}
