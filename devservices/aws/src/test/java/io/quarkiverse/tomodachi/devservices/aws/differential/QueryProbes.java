package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Queues by the query protocol of older SDKs: which elements come in which order, and what is in some. */
final class QueryProbes extends ProbeGroup {

    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z0-9]+)");

    QueryProbes() {
        queues();
        messages();
        batches();
        errors();
    }

    private static List<String> elements(String xml) {
        return ELEMENT.matcher(xml).results().map((MatchResult match) -> match.group(1)).distinct().sorted().toList();
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
        return matcher.find() ? matcher.group(1).trim() : null;
    }

    private static String create(Lab lab, String... parameters) {
        String[] all = new String[parameters.length + 4];
        System.arraycopy(new String[] { "Action", "CreateQueue", "QueueName", lab.name("queue") }, 0, all, 0, 4);
        System.arraycopy(parameters, 0, all, 4, parameters.length);
        return lab.form(all);
    }

    private void queues() {
        sqsQuery("a queue by query", lab -> {
            String created = create(lab, "Attribute.1.Name", "DelaySeconds", "Attribute.1.Value", "7");
            lab.note("create", elements(created));
            String url = element(created, "QueueUrl");
            lab.note("url", url);
            String attributes = lab.form("Action", "GetQueueAttributes", "QueueUrl", url, "AttributeName.1", "DelaySeconds",
                    "AttributeName.2", "VisibilityTimeout");
            lab.note("attributes", elements(attributes));
            lab.note("delay", attributes.replaceAll("\\s", "").contains("<Name>DelaySeconds</Name><Value>7</Value>"));
            lab.note("url by name", elements(
                    lab.form("Action", "GetQueueUrl", "QueueName", url.substring(url.lastIndexOf('/') + 1))));
            lab.note("set", elements(lab.form("Action", "SetQueueAttributes", "QueueUrl", url, "Attribute.Name",
                    "VisibilityTimeout", "Attribute.Value", "9")));
            lab.note("list", elements(
                    lab.form("Action", "ListQueues", "QueueNamePrefix", url.substring(url.lastIndexOf('/') + 1))));
            lab.note("delete", elements(lab.form("Action", "DeleteQueue", "QueueUrl", url)));
        });
        sqsQuery("tags by query", lab -> {
            String url = element(create(lab), "QueueUrl");
            lab.note("tag", elements(lab.form("Action", "TagQueue", "QueueUrl", url, "Tag.1.Key", "k", "Tag.1.Value", "v")));
            lab.note("list", elements(lab.form("Action", "ListQueueTags", "QueueUrl", url)));
            lab.note("untag", elements(lab.form("Action", "UntagQueue", "QueueUrl", url, "TagKey.1", "k")));
        });
    }

    private void messages() {
        sqsQuery("a message by query", lab -> {
            String url = element(create(lab), "QueueUrl");
            String sent = lab.form("Action", "SendMessage", "QueueUrl", url, "MessageBody", "a<b>&ö", "MessageAttribute.1.Name",
                    "n", "MessageAttribute.1.Value.DataType", "String", "MessageAttribute.1.Value.StringValue", "v");
            lab.note("send", elements(sent));
            lab.note("digests", element(sent, "MD5OfMessageBody") + " " + element(sent, "MD5OfMessageAttributes"));
            String received = lab.form("Action", "ReceiveMessage", "QueueUrl", url, "AttributeName.1", "All",
                    "MessageAttributeName.1", "All", "MaxNumberOfMessages", "10");
            lab.note("receive", elements(received));
            lab.note("body", element(received, "Body").replace("&gt;", ">"));
            lab.note("same id", element(received, "MessageId").equals(element(sent, "MessageId")));
            String handle = element(received, "ReceiptHandle");
            lab.note("change", elements(lab.form("Action", "ChangeMessageVisibility", "QueueUrl", url, "ReceiptHandle", handle,
                    "VisibilityTimeout", "30")));
            lab.note("delete", elements(lab.form("Action", "DeleteMessage", "QueueUrl", url, "ReceiptHandle", handle)));
            lab.note("purge", elements(lab.form("Action", "PurgeQueue", "QueueUrl", url)));
            lab.note("nothing left", elements(lab.form("Action", "ReceiveMessage", "QueueUrl", url)));
        });
    }

    private void batches() {
        sqsQuery("a batch by query", lab -> {
            String url = element(create(lab), "QueueUrl");
            lab.note("send",
                    elements(lab.form("Action", "SendMessageBatch", "QueueUrl", url, "SendMessageBatchRequestEntry.1.Id",
                            "a", "SendMessageBatchRequestEntry.1.MessageBody", "1", "SendMessageBatchRequestEntry.2.Id", "b",
                            "SendMessageBatchRequestEntry.2.MessageBody", "\u0001")));
            String received = lab.form("Action", "ReceiveMessage", "QueueUrl", url);
            lab.note("delete", elements(lab.form("Action", "DeleteMessageBatch", "QueueUrl", url,
                    "DeleteMessageBatchRequestEntry.1.Id", "a", "DeleteMessageBatchRequestEntry.1.ReceiptHandle",
                    element(received, "ReceiptHandle"))));
        });
    }

    private void errors() {
        sqsQuery("errors by query", lab -> {
            String missing = lab.form("Action", "GetQueueUrl", "QueueName", lab.name("none"));
            lab.note("elements", elements(missing));
            lab.note("no queue", element(missing, "Type") + " " + element(missing, "Code"));
            String url = element(create(lab), "QueueUrl");
            lab.note("no number", element(
                    lab.form("Action", "ReceiveMessage", "QueueUrl", url, "MaxNumberOfMessages", "11"), "Code"));
            lab.note("bad handle",
                    element(lab.form("Action", "DeleteMessage", "QueueUrl", url, "ReceiptHandle", "nonsense"), "Code"));
        });
    }
}
