package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.HandlerUse.TopicKind;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** IAM takes policies up to a size. */
class PolicySizeTest {

    @TempDir
    Path folder;

    @BeforeEach
    void listen() {
        LoggedEvents.begin();
    }

    @AfterEach
    void end() {
        LoggedEvents.end();
    }

    @Test
    void of_an_application_with_few_handlers_is_no_matter() throws IOException {
        write(3);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void that_iam_does_not_take_is_told_by_the_build() throws IOException {
        String policy = write(250);
        long size = policy.replaceAll("\\s", "").length();
        assertThat(size).isGreaterThan(10_240);
        assertThat(warnings()).singleElement().asString().contains("aws-iam-policy.json has " + size + " characters",
                "no more than 6144 in a managed policy and 10240 in all inline policies of a role; spread");
    }

    @Test
    void white_space_does_not_count() {
        assertThat(new PolicySize(6_144).problem()).isEmpty();
        assertThat(PolicySize.of("{ \n}" + "a".repeat(6_142)).problem()).isEmpty();
        assertThat(new PolicySize(6_145).problem()).hasValueSatisfying(text -> assertThat(text).contains("6145 characters",
                "use it as inline policy"));
        assertThat(new PolicySize(10_240).problem()).hasValueSatisfying(text -> assertThat(text).contains("use it as inline"));
    }

    private String write(int handlers) throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withDefaultValue("quarkus.sqs.aws.region", "eu-west-1").build();
        List<HandlerUse> uses = IntStream.range(0, handlers).mapToObj(number -> {
            String queue = "queue-with-a-name-" + number;
            HandlerSettings settings = new HandlerSettings("", queue, true, null, null, null, null, false, 10);
            return new HandlerUse("Shop#paid()", new KnownSettings(config, "shop"), settings, "", TopicKind.SINGLE, queue, "");
        }).toList();
        new UsageFiles(uses, List.of(), List.of(), new Arns(config)).write(folder);
        return Files.readString(folder.resolve(UsageFiles.FOLDER).resolve(UsageFiles.POLICY));
    }

    /** Of the policy, and not of what other tests have left running. */
    private static List<String> warnings() {
        return LoggedEvents.records().stream().filter(record -> record.getLevel().intValue() >= Level.WARN.intValue())
                .map(ExtLogRecord::getFormattedMessage).filter(text -> text.contains(UsageFiles.POLICY)).toList();
    }
}
