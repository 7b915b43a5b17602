package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.SnsServiceClientConfiguration;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClientBuilder;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The account that the application works in, found out once: from its queues and topics or its credentials if they tell, else
 * asked of STS.
 */
public final class OwnAccount {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /** STS may be out of reach, of private networks for example. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final SnsAsyncClient sns;
    private final SqsAsyncClient sqs;
    private final Supplier<Optional<String>> known;
    private CompletableFuture<Optional<String>> number;

    /** @param known what is known already, without a call */
    public OwnAccount(AwsClients clients, Supplier<Optional<String>> known) {
        this.sns = clients.sns();
        this.sqs = clients.sqs();
        this.known = known;
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
        Optional<String> learnt = known.get();
        if (learnt.isPresent()) {
            return CompletableFuture.completedFuture(learnt);
        }
        if (number == null || number.isDone() && number.join().isEmpty()) {
            number = sns.serviceClientConfiguration().credentialsProvider().resolveIdentity()
                    .thenApply(AwsCredentialsIdentity::accountId)
                    .thenCompose(account -> account.isPresent() ? CompletableFuture.completedFuture(account) : ask())
                    .exceptionally(failure -> {
                        LogEvent.of(LOG, Level.DEBUG, "The AWS account could not be found out").because(failure).write();
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
        settings.endpointOverride()
                .filter(endpoint -> isForAllServices(endpoint, sqs.serviceClientConfiguration().endpointOverride()))
                .ifPresent(builder::endpointOverride);
        StsAsyncClient sts = builder.build();
        return sts.getCallerIdentity().thenApply(GetCallerIdentityResponse::account).thenApply(Optional::of)
                .whenCompleteAsync((found, failure) -> sts.close());
    }

    /** Local endpoints serve all services at one address; those of AWS, and names that others give these, serve one each. */
    static boolean isForAllServices(URI sns, Optional<URI> sqs) {
        String host = sns.getHost();
        if (host == null || host.contains("amazonaws.") || host.endsWith(".api.aws")) {
            return false;
        }
        return LOOPBACK.contains(host) || sqs.filter(endpoint -> Objects.equals(endpoint.getScheme(), sns.getScheme())
                && Objects.equals(endpoint.getAuthority(), sns.getAuthority())).isPresent();
    }
}
