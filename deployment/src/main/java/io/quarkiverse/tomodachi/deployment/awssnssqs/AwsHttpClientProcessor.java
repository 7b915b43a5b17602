package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.amazon.common.deployment.AmazonClientBuilderBuildItem;
import io.quarkiverse.amazon.common.deployment.AmazonClientBuilderOverrideBuildItem;
import io.quarkiverse.amazon.common.deployment.AmazonClientExtensionBuildItem;
import io.quarkiverse.amazon.common.runtime.ClientUtil;
import io.quarkiverse.tomodachi.runtime.awssnssqs.http.AwsHttpClientRecorder;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.vertx.core.deployment.CoreVertxBuildItem;

/** With which HTTP client the clients of SNS and SQS make their calls. */
class AwsHttpClientProcessor {

    private static final Set<String> SERVICES = Set.of("sns", "sqs");

    /** The order of that source which has the defaults of all settings. */
    private static final int DEFAULTS = Integer.MIN_VALUE;

    /**
     * @param beforeBeans of builders and clients, for which this has to have been done; nothing is produced
     */
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void vertx(Optional<AwsSnsSqsUsedBuildItem> used, List<AmazonClientExtensionBuildItem> services,
            List<AmazonClientBuilderBuildItem> builders, CoreVertxBuildItem vertx, AwsHttpClientRecorder recorder,
            BuildProducer<AmazonClientBuilderOverrideBuildItem> beforeBeans) {
        if (used.isEmpty()) {
            return;
        }
        for (AmazonClientExtensionBuildItem service : services) {
            if (SERVICES.contains(service.getConfigName()) && !isChosen(service.getConfigName())) {
                builders.stream().filter(builder -> builder.getBuilderClass() == service.getAsyncClientBuilderClass()
                        && ClientUtil.DEFAULT_CLIENT_NAME.equals(builder.getClientName()))
                        .forEach(builder -> recorder.useVertx(service.getConfigName(), builder.getClientBuilder(),
                                service.getAsyncConfig(), vertx.getVertx()));
            }
        }
    }

    /** Whether the application says which HTTP client it wants. */
    private static boolean isChosen(String service) {
        return ConfigProvider.getConfig().getConfigValue("quarkus." + service + ".async-client.type")
                .getSourceOrdinal() != DEFAULTS;
    }
}
