package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What tests ask of SNS and SQS past the extension. */
public final class Broker implements AutoCloseable {

    private final SqsAsyncClient sqs = AwsTestEndpoint.sqs();
    private final SnsAsyncClient sns = AwsTestEndpoint.sns();

    public SqsAsyncClient sqs() {
        return sqs;
    }

    public SnsAsyncClient sns() {
        return sns;
    }

    public String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
    }

    public Map<QueueAttributeName, String> attributes(String queue) {
        String url = url(queue);
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)).join()
                .attributes();
    }

    /** Messages that are visible, in flight or delayed. */
    public int size(String queue) {
        Map<QueueAttributeName, String> attributes = attributes(queue);
        return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    public int visible(String queue) {
        return count(attributes(queue), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    /** The ARNs of all topics, those of other tests too, which may fill more than the first page. */
    public List<String> topics() {
        List<String> arns = new CopyOnWriteArrayList<>();
        sns.listTopicsPaginator().topics().subscribe(topic -> arns.add(topic.topicArn())).join();
        return arns;
    }

    public List<Message> receive(String queue) {
        String url = url(queue);
        return sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(2)
                .messageAttributeNames("All").messageSystemAttributeNames(MessageSystemAttributeName.ALL)).join().messages();
    }

    private static int count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.getOrDefault(name, "0"));
    }

    @Override
    public void close() {
        sqs.close();
        sns.close();
    }
}
