package io.quarkiverse.tomodachi.deployment.unused;

import java.util.List;
import java.util.Set;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.Daily;
import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Hourly;
import io.quarkiverse.tomodachi.Minutely;
import io.quarkiverse.tomodachi.Monthly;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkus.arc.deployment.ExcludedTypeBuildItem;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationIndexBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ArtifactKey;
import io.quarkus.scheduler.deployment.ForceStartSchedulerBuildItem;

/**
 * Keeps extensions that an application has only because this one depends on them from starting when nothing of the application
 * uses them: their beans are not there. Not in development mode, where the Dev UI shows what they do.
 */
class UnusedExtensionsProcessor {

    private static final ArtifactKey MESSAGING = ArtifactKey.ga("io.quarkus", "quarkus-messaging");
    private static final ArtifactKey SCHEDULER = ArtifactKey.ga("io.quarkus", "quarkus-scheduler");

    private static final List<String> MESSAGING_BEANS = List.of("io.quarkus.smallrye.reactivemessaging.**",
            "io.smallrye.reactive.messaging.**", "io.quarkiverse.tomodachi.runtime.message.**",
            "io.quarkiverse.tomodachi.runtime.amqp.**", "io.quarkiverse.tomodachi.runtime.awssnssqs.**");
    private static final List<String> SCHEDULER_BEANS = List.of("io.quarkus.scheduler.runtime.SimpleScheduler");

    private static final Set<String> OF_MESSAGING = Set.of(Amqp.class.getName(), AmqpPublisher.class.getName(),
            AwsSnsSqs.class.getName(), AwsSnsSqsPublisher.class.getName(), "org.eclipse.microprofile.reactive.messaging.",
            "io.smallrye.reactive.messaging.", "io.quarkus.smallrye.reactivemessaging.");
    private static final Set<String> OF_SCHEDULER = Set.of(Schedule.class.getName(), Heartbeat.class.getName(),
            Minutely.class.getName(), Hourly.class.getName(), Daily.class.getName(), Monthly.class.getName(),
            "io.quarkus.scheduler.");

    @BuildStep(onlyIfNot = IsDevelopment.class)
    void messaging(CurateOutcomeBuildItem application, CombinedIndexBuildItem index, ApplicationIndexBuildItem own,
            BuildProducer<ExcludedTypeBuildItem> excluded) {
        ExtensionUse use = new ExtensionUse(application.getApplicationModel(), index.getIndex(), own.getIndex());
        if (!use.isWanted(MESSAGING) && !use.isReferred(OF_MESSAGING)) {
            MESSAGING_BEANS.forEach(types -> excluded.produce(new ExcludedTypeBuildItem(types)));
        }
    }

    @BuildStep(onlyIfNot = IsDevelopment.class)
    void scheduler(CurateOutcomeBuildItem application, CombinedIndexBuildItem index, ApplicationIndexBuildItem own,
            List<ForceStartSchedulerBuildItem> forced, BuildProducer<ExcludedTypeBuildItem> excluded) {
        ExtensionUse use = new ExtensionUse(application.getApplicationModel(), index.getIndex(), own.getIndex());
        if (forced.isEmpty() && !use.isWanted(SCHEDULER) && !use.isReferred(OF_SCHEDULER)) {
            SCHEDULER_BEANS.forEach(types -> excluded.produce(new ExcludedTypeBuildItem(types)));
        }
    }
}
