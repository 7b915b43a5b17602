package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;

/** The IAM policy that the page about SNS and SQS shows is the one that is written when its first sample is packaged. */
class AwsPolicyPageTest {

    private static final String PAGE = "aws-sns-sqs.adoc";
    private static final Pattern POLICY = Pattern.compile("^\\.target/tomodachi/(?<file>aws-iam-policy\\.json)\\n----\\n"
            + "(?<json>.*?)^----$", Pattern.DOTALL | Pattern.MULTILINE);

    @RegisterExtension
    static final QuarkusProdModeTest APPLICATION = new QuarkusProdModeTest()
            .withApplicationRoot(AwsPolicyPageTest::addSample).setApplicationName("shipping").setApplicationVersion("1")
            .overrideConfigKey("quarkus.sns.aws.region", "eu-west-1")
            .overrideConfigKey("quarkus.sqs.aws.region", "eu-west-1");

    @ProdBuildResults
    ProdModeTestResults results;

    private static void addSample(JavaArchive archive) {
        try {
            String page = Samples.text(PAGE);
            Path classes = Files.createTempDirectory("samples");
            Samples.of(page.substring(0, page.indexOf("\n== "))).compile(classes);
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    archive.add(new ByteArrayAsset(Files.readAllBytes(file)), classes.relativize(file).toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void policyIsTheOneThatIsWritten() throws IOException {
        Matcher shown = POLICY.matcher(Samples.text(PAGE));
        assertThat(shown.find()).isTrue();
        assertThat(shown.group("json")).isEqualTo(
                Files.readString(results.getBuildDir().resolve("tomodachi").resolve(shown.group("file"))));
    }
}
