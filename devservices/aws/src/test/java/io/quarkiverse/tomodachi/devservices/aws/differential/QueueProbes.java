package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Making, finding and removing queues. */
final class QueueProbes extends ProbeGroup {

    QueueProbes() {
        creation();
        finding();
        removal();
        tags();
    }

    private void creation() {
        sqs("a queue is created once", lab -> {
            String name = lab.name("queue");
            String url = lab.sqs().createQueue(request -> request.queueName(name)).queueUrl();
            lab.note("url", url);
            lab.attempt("again", () -> lab.sqs().createQueue(request -> request.queueName(name)),
                    again -> again.queueUrl().equals(url));
            lab.note("arn", lab.arn(url));
        });
        sqs("a queue is created again with attributes", lab -> {
            String name = lab.name("queue");
            Map<QueueAttributeName, String> attributes = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "40");
            lab.sqs().createQueue(request -> request.queueName(name).attributes(attributes));
            lab.attempt("the same", () -> lab.sqs().createQueue(request -> request.queueName(name).attributes(attributes)));
            lab.attempt("others", () -> lab.sqs().createQueue(request -> request.queueName(name)
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "41"))));
            lab.attempt("none", () -> lab.sqs().createQueue(request -> request.queueName(name)));
            lab.attempt("default of another",
                    () -> lab.sqs().createQueue(request -> request.queueName(name)
                            .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "0"))));
        });
        for (String bad : List.of("with space", "x".repeat(81), "dot.ted", "ends.fifo", "umläut", "slash/ed")) {
            sqs("a queue named " + (bad.length() > 20 ? "by 81 letters" : "'" + bad + "'"),
                    lab -> lab.attempt("create", () -> lab.sqs().createQueue(request -> request.queueName(bad))));
        }
        sqs("a name of 80 letters", lab -> lab.attempt("create", () -> lab.sqs().createQueue(
                request -> request.queueName(lab.name("queue") + "x".repeat(66)))));
        sqs("a FIFO queue without suffix", lab -> lab.attempt("create", () -> lab.sqs().createQueue(request -> request
                .queueName(lab.name("queue")).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))));
    }

    private void finding() {
        sqs("the url of a queue", lab -> {
            String url = lab.queue();
            String name = url.substring(url.lastIndexOf('/') + 1);
            lab.attempt("by name", () -> lab.sqs().getQueueUrl(request -> request.queueName(name)),
                    found -> found.queueUrl().equals(url));
            lab.attempt("by name and owner", () -> {
                String owner = lab.arn(url).split(":")[4];
                return lab.sqs().getQueueUrl(request -> request.queueName(name).queueOwnerAWSAccountId(owner));
            }, found -> found.queueUrl().equals(url));
            lab.attempt("of nobody", () -> lab.sqs().getQueueUrl(request -> request.queueName(lab.name("none"))));
        });
        sqs("queues are listed by prefix", lab -> {
            String prefix = lab.name("list");
            for (String suffix : List.of("-b", "-a", "-c")) {
                lab.sqs().createQueue(request -> request.queueName(prefix + suffix));
            }
            lab.attempt("found", () -> lab.sqs().listQueues(request -> request.queueNamePrefix(prefix)),
                    found -> found.queueUrls().stream().sorted().toList());
            lab.attempt("none", () -> lab.sqs().listQueues(request -> request.queueNamePrefix(prefix + "x")),
                    ListQueuesResponse::queueUrls);
        });
        pages();
    }

    private void pages() {
        sqs("queues are listed in pages", lab -> {
            String prefix = lab.name("list");
            for (int i = 0; i < 5; i++) {
                String name = prefix + i;
                lab.sqs().createQueue(request -> request.queueName(name));
            }
            List<Integer> sizes = new ArrayList<>();
            String token = null;
            do {
                String next = token;
                ListQueuesResponse page = lab.sqs().listQueues(
                        request -> request.queueNamePrefix(prefix).maxResults(2).nextToken(next));
                sizes.add(page.queueUrls().size());
                token = page.nextToken();
            } while (token != null && sizes.size() < 10);
            lab.note("sizes", sizes);
            lab.attempt("1001 at once", () -> lab.sqs().listQueues(request -> request.maxResults(1001)));
        });
    }

    private void removal() {
        sqs("a queue is deleted", lab -> {
            String url = lab.queue();
            lab.attempt("delete", () -> lab.sqs().deleteQueue(request -> request.queueUrl(url)));
            lab.attempt("delete again", () -> lab.sqs().deleteQueue(request -> request.queueUrl(url)));
            lab.attempt("send", () -> lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("a")));
            lab.attempt("receive", () -> lab.sqs().receiveMessage(request -> request.queueUrl(url)));
            lab.attempt("attributes", () -> lab.sqs()
                    .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)));
        });
        sqs("a queue is purged", lab -> {
            String url = lab.queue();
            lab.send(url, "a", "b", "c");
            lab.receive(url, request -> request.maxNumberOfMessages(1));
            lab.attempt("purge", () -> lab.sqs().purgeQueue(request -> request.queueUrl(url)));
            lab.note("left", lab.receive(url).size());
            lab.attempt("of nobody", () -> lab.sqs().purgeQueue(request -> request.queueUrl(url + "-none")));
        });
        sqs("what lies in a queue is counted", lab -> {
            String url = lab.queue();
            lab.send(url, "a", "b", "c");
            lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("d").delaySeconds(60));
            lab.receive(url, request -> request.maxNumberOfMessages(1));
            lab.note("visible", lab.attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
            lab.note("in flight", lab.attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
            lab.note("delayed", lab.attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        });
    }

    private void tags() {
        sqs("a queue has tags", lab -> {
            String url = lab.sqs().createQueue(request -> request.queueName(lab.name("queue")).tags(Map.of("a", "1")))
                    .queueUrl();
            lab.sqs().tagQueue(request -> request.queueUrl(url).tags(Map.of("b", "2", "c", "3")));
            lab.sqs().untagQueue(request -> request.queueUrl(url).tagKeys("a", "c"));
            lab.note("tags", new TreeMap<>(lab.sqs().listQueueTags(request -> request.queueUrl(url)).tags()));
            lab.attempt("of nobody", () -> lab.sqs().listQueueTags(request -> request.queueUrl(url + "-none")));
        });
        sqs("a queue has too many tags", lab -> {
            String url = lab.queue();
            Map<String, String> tags = new TreeMap<>();
            for (int i = 0; i < 51; i++) {
                tags.put("tag" + i, "x");
            }
            lab.attempt("51", () -> lab.sqs().tagQueue(request -> request.queueUrl(url).tags(tags)));
        });
        sqs("a permission is added and removed", lab -> {
            String url = lab.queue();
            lab.attempt("add", () -> lab.sqs().addPermission(
                    request -> request.queueUrl(url).label("one").awsAccountIds("111122223333").actions("SendMessage")));
            lab.note("policy", lab.attribute(url, QueueAttributeName.POLICY) != null);
            lab.attempt("remove", () -> lab.sqs().removePermission(request -> request.queueUrl(url).label("one")));
        });
    }
}
