package io.quarkiverse.tomodachi.deployment.lifecycle;

import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.service.BuildVersions;
import io.quarkiverse.tomodachi.runtime.service.ServiceRecorder;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.maven.dependency.ResolvedDependency;

/** Remembers what the application is built with, as the parts themselves do not know it at run time. */
class VersionsProcessor {

    /** Keys of the execution context by what they tell the version of. */
    private static final Map<String, String> KEYS = Map.of(
            "io.quarkiverse.tomodachi:quarkus-tomodachi", "tomodachi_version",
            "io.quarkus:quarkus-core", "quarkus_version",
            "io.vertx:vertx-core", "vertx_version",
            "software.amazon.awssdk:sqs", "aws_sdk_version",
            "com.rabbitmq:amqp-client", "amqp_client_version");

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem versions(CurateOutcomeBuildItem curate, ServiceRecorder recorder) {
        Map<String, String> versions = new TreeMap<>();
        for (ResolvedDependency dependency : curate.getApplicationModel().getRuntimeDependencies()) {
            String key = KEYS.get(dependency.getGroupId() + ":" + dependency.getArtifactId());
            if (key != null) {
                versions.put(key, dependency.getVersion());
            }
        }
        return SyntheticBeanBuildItem.configure(BuildVersions.class).scope(Singleton.class).unremovable().setRuntimeInit()
                .runtimeValue(recorder.versions(versions)).done();
    }
}
