package io.quarkiverse.tomodachi.faults;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;

/** Sixty queues that each get every message of a topic. */
@TomodachiService("many")
@IfBuildProperty(name = "faults.application", stringValue = "many")
public class ManyHandlers {

    @Inject
    AwsSnsSqsPublisher aws;

    @AwsSnsSqs(topic = "many", queueName = "many-01")
    @AwsSnsSqs(topic = "many", queueName = "many-02")
    @AwsSnsSqs(topic = "many", queueName = "many-03")
    @AwsSnsSqs(topic = "many", queueName = "many-04")
    @AwsSnsSqs(topic = "many", queueName = "many-05")
    @AwsSnsSqs(topic = "many", queueName = "many-06")
    @AwsSnsSqs(topic = "many", queueName = "many-07")
    @AwsSnsSqs(topic = "many", queueName = "many-08")
    @AwsSnsSqs(topic = "many", queueName = "many-09")
    @AwsSnsSqs(topic = "many", queueName = "many-10")
    @AwsSnsSqs(topic = "many", queueName = "many-11")
    @AwsSnsSqs(topic = "many", queueName = "many-12")
    @AwsSnsSqs(topic = "many", queueName = "many-13")
    @AwsSnsSqs(topic = "many", queueName = "many-14")
    @AwsSnsSqs(topic = "many", queueName = "many-15")
    @AwsSnsSqs(topic = "many", queueName = "many-16")
    @AwsSnsSqs(topic = "many", queueName = "many-17")
    @AwsSnsSqs(topic = "many", queueName = "many-18")
    @AwsSnsSqs(topic = "many", queueName = "many-19")
    @AwsSnsSqs(topic = "many", queueName = "many-20")
    @AwsSnsSqs(topic = "many", queueName = "many-21")
    @AwsSnsSqs(topic = "many", queueName = "many-22")
    @AwsSnsSqs(topic = "many", queueName = "many-23")
    @AwsSnsSqs(topic = "many", queueName = "many-24")
    @AwsSnsSqs(topic = "many", queueName = "many-25")
    @AwsSnsSqs(topic = "many", queueName = "many-26")
    @AwsSnsSqs(topic = "many", queueName = "many-27")
    @AwsSnsSqs(topic = "many", queueName = "many-28")
    @AwsSnsSqs(topic = "many", queueName = "many-29")
    @AwsSnsSqs(topic = "many", queueName = "many-30")
    @AwsSnsSqs(topic = "many", queueName = "many-31")
    @AwsSnsSqs(topic = "many", queueName = "many-32")
    @AwsSnsSqs(topic = "many", queueName = "many-33")
    @AwsSnsSqs(topic = "many", queueName = "many-34")
    @AwsSnsSqs(topic = "many", queueName = "many-35")
    @AwsSnsSqs(topic = "many", queueName = "many-36")
    @AwsSnsSqs(topic = "many", queueName = "many-37")
    @AwsSnsSqs(topic = "many", queueName = "many-38")
    @AwsSnsSqs(topic = "many", queueName = "many-39")
    @AwsSnsSqs(topic = "many", queueName = "many-40")
    @AwsSnsSqs(topic = "many", queueName = "many-41")
    @AwsSnsSqs(topic = "many", queueName = "many-42")
    @AwsSnsSqs(topic = "many", queueName = "many-43")
    @AwsSnsSqs(topic = "many", queueName = "many-44")
    @AwsSnsSqs(topic = "many", queueName = "many-45")
    @AwsSnsSqs(topic = "many", queueName = "many-46")
    @AwsSnsSqs(topic = "many", queueName = "many-47")
    @AwsSnsSqs(topic = "many", queueName = "many-48")
    @AwsSnsSqs(topic = "many", queueName = "many-49")
    @AwsSnsSqs(topic = "many", queueName = "many-50")
    @AwsSnsSqs(topic = "many", queueName = "many-51")
    @AwsSnsSqs(topic = "many", queueName = "many-52")
    @AwsSnsSqs(topic = "many", queueName = "many-53")
    @AwsSnsSqs(topic = "many", queueName = "many-54")
    @AwsSnsSqs(topic = "many", queueName = "many-55")
    @AwsSnsSqs(topic = "many", queueName = "many-56")
    @AwsSnsSqs(topic = "many", queueName = "many-57")
    @AwsSnsSqs(topic = "many", queueName = "many-58")
    @AwsSnsSqs(topic = "many", queueName = "many-59")
    @AwsSnsSqs(topic = "many", queueName = "many-60")
    Uni<PublishResult> each(String id, SqsMessage message) {
        String queue = message.queueUrl().substring(message.queueUrl().lastIndexOf('/') + 1);
        return aws.send(id + "@" + queue, "done", AwsWorker.receives(message));
    }
}
