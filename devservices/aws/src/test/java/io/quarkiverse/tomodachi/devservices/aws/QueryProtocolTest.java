package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** The queue service as old SDKs call it. */
class QueryProtocolTest extends AwsFixture {

    private static String call(String path, String... parameters) {
        StringBuilder form = new StringBuilder("Version=2012-11-05");
        for (int i = 0; i < parameters.length; i += 2) {
            form.append('&').append(parameters[i]).append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        HttpResponse<String> response = new RawClient(uri).form(path, form.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL).matcher(xml);
        assertThat(matcher.find()).as(name + " in " + xml).isTrue();
        return matcher.group(1);
    }

    @Test
    void queuesAreCreatedAndDescribed() {
        String name = name("old");
        String url = element(call("/", "Action", "CreateQueue", "QueueName", name, "Attribute.1.Name", "DelaySeconds",
                "Attribute.1.Value", "0", "Tag.1.Key", "k", "Tag.1.Value", "v"), "QueueUrl");
        assertThat(url).endsWith("/" + name);
        String attributes = call("/", "Action", "GetQueueAttributes", "QueueUrl", url, "AttributeName.1", "All");
        assertThat(attributes).contains("<Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute>");
        assertThat(call("/", "Action", "ListQueueTags", "QueueUrl", url)).contains("<Tag><Key>k</Key><Value>v</Value></Tag>");
        assertThat(call("/", "Action", "ListQueues", "QueueNamePrefix", name)).contains("<QueueUrl>" + url + "</QueueUrl>");
    }

    @Test
    void messagesAreSentReceivedAndDeleted() {
        String url = createQueue();
        String path = url.substring(uri.toString().length());
        String sent = call(path, "Action", "SendMessage", "MessageBody", "a<b>&ö", "MessageAttribute.1.Name", "n",
                "MessageAttribute.1.Value.DataType", "String", "MessageAttribute.1.Value.StringValue", "v");
        String received = call(path, "Action", "ReceiveMessage", "AttributeName.1", "All", "MessageAttributeName.1", "All",
                "MaxNumberOfMessages", "10");
        assertThat(element(received, "MessageId")).isEqualTo(element(sent, "MessageId"));
        assertThat(element(received, "Body")).isEqualTo("a&lt;b&gt;&amp;ö");
        assertThat(received).contains("<MessageAttribute><Name>n</Name><Value><StringValue>v</StringValue>")
                .contains("<Attribute><Name>SentTimestamp</Name>");
        call(path, "Action", "DeleteMessage", "ReceiptHandle", element(received, "ReceiptHandle"));

        String batch = call(path, "Action", "SendMessageBatch", "SendMessageBatchRequestEntry.1.Id", "a",
                "SendMessageBatchRequestEntry.1.MessageBody", "1", "SendMessageBatchRequestEntry.2.Id", "b",
                "SendMessageBatchRequestEntry.2.MessageBody", "\u0001");
        assertThat(element(batch, "SendMessageBatchResultEntry")).contains("<Id>a</Id>");
        assertThat(element(batch, "BatchResultErrorEntry")).contains("<Id>b</Id>", "<SenderFault>true</SenderFault>");
    }

    @Test
    void errorsAreXml() {
        HttpResponse<String> response = new RawClient(uri).form("/",
                "Action=GetQueueUrl&Version=2012-11-05&QueueName=no-such-queue");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(element(response.body(), "Code")).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(element(response.body(), "Type")).isEqualTo("Sender");
    }

    @Test
    void theUnsubscribeLinkWorks() {
        String topic = sns.createTopic(request -> request.name(name("linked"))).topicArn();
        String queue = createQueue();
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queue)));
        sns.publish(request -> request.topicArn(topic).message("a"));
        Matcher link = Pattern.compile("\"UnsubscribeURL\":\"([^\"]+)\"").matcher(bodies(queue).get(0));
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).startsWith(uri.toString());
        assertThat(new RawClient(uri).get(link.group(1).substring(uri.toString().length())).statusCode()).isEqualTo(200);
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions()).isEmpty();
    }
}
