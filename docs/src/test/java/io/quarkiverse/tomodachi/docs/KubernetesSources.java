package io.quarkiverse.tomodachi.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.quarkus.builder.BuildContext;
import io.quarkus.kubernetes.spi.CustomProjectRootBuildItem;
import io.quarkus.test.ProdModeTestBuildStep;
import io.quarkus.test.QuarkusProdModeTest;

/** Has a manifest made of what a test keeps under {@code src/main/kubernetes}, as in a project. */
public class KubernetesSources extends ProdModeTestBuildStep {

    public KubernetesSources(Map<String, Object> testContext) {
        super(testContext);
    }

    static QuarkusProdModeTest add(QuarkusProdModeTest application, Path file, String content) {
        return application.addCustomResourceEntry(file, resource(file.getFileName().toString(), content))
                .addBuildChainCustomizerEntries(new QuarkusProdModeTest.BuildChainCustomizerEntry(KubernetesSources.class,
                        List.of(CustomProjectRootBuildItem.class), List.of()));
    }

    /** On the class path, where such entries come from. */
    private static String resource(String name, String content) {
        try {
            Path classes = Path.of(KubernetesSources.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.writeString(classes.resolve(name), content);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void execute(BuildContext context) {
        context.produce(new CustomProjectRootBuildItem(
                (Path) getTestContext().get(QuarkusProdModeTest.BUILD_CONTEXT_CUSTOM_SOURCES_PATH_KEY)));
    }
}
