package io.quarkiverse.tomodachi.devservices.aws.differential;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Dead-letter queues, and the way back out of them. */
final class DeadLetterProbes extends ProbeGroup {

    DeadLetterProbes() {
        moving();
        policies();
        allowPolicies();
        tasks();
    }

    private static String policy(String arn, Object count) {
        return "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":" + count + "}";
    }

    private static String source(Lab lab, String deadLetters) {
        return lab.queue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy(lab.arn(deadLetters), 2)));
    }

    private static void exhaust(Lab lab, String url) {
        for (int i = 0; i < 3; i++) {
            lab.receive(url, request -> request.visibilityTimeout(0));
        }
    }

    private void moving() {
        sqs("what is received too often moves", lab -> {
            String deadLetters = lab.queue();
            String url = source(lab, deadLetters);
            String id = lab.sqs().sendMessage(request -> request.queueUrl(url).messageBody("poison")).messageId();
            exhaust(lab, url);
            Message moved = lab.receive(deadLetters).get(0);
            lab.note("body", moved.body());
            lab.note("same id", moved.messageId().equals(id));
            lab.note("names", moved.attributesAsStrings().keySet().stream().sorted().toList());
            lab.note("receives", moved.attributesAsStrings().get("ApproximateReceiveCount"));
            lab.note("source", lab.arn(url).equals(moved.attributesAsStrings().get("DeadLetterQueueSourceArn")));
            lab.note("left", lab.receive(url).size());
        });
        sqs("the sources of a dead-letter queue", lab -> {
            String deadLetters = lab.queue();
            String url = source(lab, deadLetters);
            lab.attempt("sources", () -> lab.sqs().listDeadLetterSourceQueues(request -> request.queueUrl(deadLetters)),
                    found -> found.queueUrls().equals(List.of(url)));
            lab.attempt("of another", () -> lab.sqs().listDeadLetterSourceQueues(request -> request.queueUrl(url)),
                    found -> found.queueUrls().size());
        });
    }

    private void policies() {
        sqs("redrive policies that are none", lab -> {
            String deadLetters = lab.queue();
            String arn = lab.arn(deadLetters);
            String fifo = lab.arn(lab.fifoQueue(Map.of()));
            Map<String, String> bad = Map.of("a queue that is not there", policy(arn + "-none", 1), "no count",
                    "{\"deadLetterTargetArn\":\"" + arn + "\"}", "no target", "{\"maxReceiveCount\":1}", "count 0",
                    policy(arn, 0), "count 1001", policy(arn, 1001), "text", "nonsense", "another kind of queue",
                    policy(fifo, 1));
            String url = lab.queue();
            bad.keySet().stream().sorted().forEach(label -> lab.attempt(label, () -> lab.sqs().setQueueAttributes(
                    request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, bad.get(label))))));
        });
        sqs("a redrive policy is told and removed", lab -> {
            String deadLetters = lab.queue();
            String url = source(lab, deadLetters);
            lab.note("policy", lab.attribute(url, QueueAttributeName.REDRIVE_POLICY));
            lab.attempt("remove", () -> lab.sqs().setQueueAttributes(
                    request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, ""))));
            lab.note("afterwards", lab.attribute(url, QueueAttributeName.REDRIVE_POLICY));
        });
        sqs("a count as text", lab -> {
            String deadLetters = lab.queue();
            String arn = lab.arn(deadLetters);
            String name = lab.name("queue");
            lab.attempt("text", () -> lab.sqs().createQueue(request -> request.queueName(name)
                    .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy(arn, "\"5\"")))));
            lab.attempt("number, written otherwise", () -> lab.sqs().createQueue(request -> request.queueName(name)
                    .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
                            "{ \"maxReceiveCount\": 5, \"deadLetterTargetArn\": \"" + arn + "\" }"))));
        });
    }

    private void allowPolicies() {
        sqs("a queue allows nobody to move messages to it", lab -> {
            String closed = lab.queue(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}"));
            lab.note("policy", lab.attribute(closed, QueueAttributeName.REDRIVE_ALLOW_POLICY));
            lab.attempt("set", () -> source(lab, closed));
        });
        sqs("a queue allows some to move messages to it", lab -> {
            String friend = lab.queue();
            String stranger = lab.queue();
            String half = lab.queue(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY,
                    "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + lab.arn(friend) + "\"]}"));
            String policy = policy(lab.arn(half), 2);
            lab.attempt("friend", () -> lab.sqs().setQueueAttributes(
                    request -> request.queueUrl(friend).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy))));
            lab.attempt("stranger", () -> lab.sqs().setQueueAttributes(
                    request -> request.queueUrl(stranger).attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy))));
        });
        sqs("allow policies that are none", lab -> {
            String url = lab.queue();
            for (String bad : List.of("nonsense", "{}", "{\"redrivePermission\":\"maybe\"}",
                    "{\"redrivePermission\":\"byQueue\"}")) {
                lab.attempt(bad, () -> lab.sqs().setQueueAttributes(
                        request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.REDRIVE_ALLOW_POLICY, bad))));
            }
        });
    }

    private void tasks() {
        slowSqs("a task moves messages back", lab -> {
            String deadLetters = lab.queue();
            String url = source(lab, deadLetters);
            lab.send(url, "again");
            exhaust(lab, url);
            String arn = lab.arn(deadLetters);
            lab.attempt("start", () -> lab.sqs().startMessageMoveTask(request -> request.sourceArn(arn)));
            lab.note("back", lab.receive(url, request -> request.waitTimeSeconds(5)).stream().map(Message::body).toList());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !lab.sqs().listMessageMoveTasks(request -> request.sourceArn(arn))
                            .results().get(0).status().equals("RUNNING"));
            lab.attempt("list", () -> lab.sqs().listMessageMoveTasks(request -> request.sourceArn(arn)),
                    listed -> listed.results().stream().map(task -> task.status() + " moved "
                            + task.approximateNumberOfMessagesMoved() + " of " + task.approximateNumberOfMessagesToMove())
                            .toList());
        });
        slowSqs("a task moves messages elsewhere", lab -> {
            String deadLetters = lab.queue();
            source(lab, deadLetters);
            String target = lab.queue();
            lab.send(deadLetters, "a", "b");
            String from = lab.arn(deadLetters);
            String to = lab.arn(target);
            lab.attempt("start", () -> lab.sqs()
                    .startMessageMoveTask(
                            request -> request.sourceArn(from).destinationArn(to).maxNumberOfMessagesPerSecond(500)));
            lab.note("first", lab.receive(target, request -> request.waitTimeSeconds(5).maxNumberOfMessages(1)).size());
        });
        refusedTasks();
    }

    private void refusedTasks() {
        sqsTaskChecks("a task for a queue of no dead letters", lab -> {
            String arn = lab.arn(lab.queue());
            lab.attempt("start", () -> lab.sqs().startMessageMoveTask(request -> request.sourceArn(arn)));
        });
        sqs("tasks that are none", lab -> {
            String deadLetters = lab.queue();
            source(lab, deadLetters);
            String arn = lab.arn(deadLetters);
            String other = lab.arn(lab.queue());
            lab.attempt("no queue", () -> lab.sqs().startMessageMoveTask(request -> request.sourceArn(other + "-none")));
            lab.attempt("too fast", () -> lab.sqs()
                    .startMessageMoveTask(request -> request.sourceArn(arn).maxNumberOfMessagesPerSecond(501)));
            lab.attempt("to nowhere",
                    () -> lab.sqs().startMessageMoveTask(request -> request.sourceArn(arn).destinationArn(arn + "-none")));
            lab.attempt("cancel", () -> lab.sqs().cancelMessageMoveTask(request -> request.taskHandle("nonsense")));
            lab.attempt("list", () -> lab.sqs().listMessageMoveTasks(request -> request.sourceArn(arn)),
                    listed -> listed.results().size());
        });
    }
}
