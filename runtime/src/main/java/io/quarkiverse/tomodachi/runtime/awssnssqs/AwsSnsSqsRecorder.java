package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.annotations.Recorder;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

@Recorder
public class AwsSnsSqsRecorder {

    public Function<SyntheticCreationalContext<AwsSnsSqsEngine>, AwsSnsSqsEngine> engine() {
        return new Function<>() {
            @Override
            public AwsSnsSqsEngine apply(SyntheticCreationalContext<AwsSnsSqsEngine> context) {
                return new AwsSnsSqsEngine(
                        new AwsClients(context.getInjectedReference(SqsAsyncClient.class),
                                context.getInjectedReference(SnsAsyncClient.class)),
                        context.getInjectedReference(ScheduledExecutorService.class));
            }
        };
    }

    public Function<SyntheticCreationalContext<AwsSnsSqsTransport>, AwsSnsSqsTransport> transport(
            List<MessageHandler> handlers) {
        return new Function<>() {
            @Override
            public AwsSnsSqsTransport apply(SyntheticCreationalContext<AwsSnsSqsTransport> context) {
                return new AwsSnsSqsTransport(handlers, context.getInjectedReference(AwsSnsSqsEngine.class),
                        context.getInjectedReference(MessageReceivers.class));
            }
        };
    }
}
