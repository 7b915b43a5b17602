package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClientBuilder;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The account that the application works in, found out once: from its credentials if they tell, else asked of STS. */
final class OwnAccount {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /** STS may be out of reach, of private networks for example. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SnsAsyncClient sns;
    private CompletableFuture<Optional<String>> number;

    OwnAccount(SnsAsyncClient sns) {
        this.sns = sns;
    }

    /** The ARN of a topic of the account, empty if the account cannot be found out. */
    CompletionStage<Optional<String>> topicArn(String name) {
        Region region = sns.serviceClientConfiguration().region();
        String partition = region.metadata() == null ? "aws" : region.metadata().partition().id();
        return number().thenApply(found -> found
                .map(account -> "arn:" + partition + ":sns:" + region.id() + ":" + account + ":" + name));
    }

    /** Asked again after it could not be found out. */
    private synchronized CompletionStage<Optional<String>> number() {
        if (number == null || number.isDone() && number.join().isEmpty()) {
            number = sns.serviceClientConfiguration().credentialsProvider().resolveIdentity()
                    .thenApply(AwsCredentialsIdentity::accountId)
                    .thenCompose(account -> account.isPresent() ? CompletableFuture.completedFuture(account) : ask())
                    .exceptionally(failure -> {
                        LOG.debugf(failure, "The AWS account could not be found out");
                        return Optional.empty();
                    });
        }
        return number;
    }

    private CompletableFuture<Optional<String>> ask() {
        SnsServiceClientConfiguration settings = sns.serviceClientConfiguration();
        StsAsyncClientBuilder builder = StsAsyncClient.builder().region(settings.region())
                .credentialsProvider(settings.credentialsProvider())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(1))
                .overrideConfiguration(ClientOverrideConfiguration.builder().apiCallTimeout(TIMEOUT).build());
        settings.endpointOverride().filter(OwnAccount::isForAllServices).ifPresent(builder::endpointOverride);
        StsAsyncClient sts = builder.build();
        return sts.getCallerIdentity().thenApply(GetCallerIdentityResponse::account).thenApply(Optional::of)
                .whenCompleteAsync((found, failure) -> sts.close());
    }

    /** Local endpoints serve all services at one address, those of AWS one each. */
    private static boolean isForAllServices(URI endpoint) {
        return endpoint.getHost() != null && !endpoint.getHost().contains("amazonaws.");
    }
}
