package io.quarkiverse.tomodachi.deployment.message;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.runtime.message.ChannelDefaults;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;
import io.quarkus.deployment.builditem.StaticInitConfigBuilderBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;

/** Writes the attributes of all channels into a file of the application, where they are defaults. */
class ChannelDefaultsProcessor {

    @BuildStep
    void defaults(List<ChannelAttributesBuildItem> channels, BuildProducer<GeneratedResourceBuildItem> resources,
            BuildProducer<NativeImageResourceBuildItem> nativeResources,
            BuildProducer<StaticInitConfigBuilderBuildItem> staticBuilders,
            BuildProducer<RunTimeConfigBuilderBuildItem> builders) {
        if (!channels.isEmpty()) {
            resources.produce(new GeneratedResourceBuildItem(ChannelDefaults.FILE, content(channels)));
            nativeResources.produce(new NativeImageResourceBuildItem(ChannelDefaults.FILE));
            staticBuilders.produce(new StaticInitConfigBuilderBuildItem(ChannelDefaults.class.getName()));
            builders.produce(new RunTimeConfigBuilderBuildItem(ChannelDefaults.class.getName()));
        }
    }

    /** The same for the same channels, whatever their order. */
    private static byte[] content(List<ChannelAttributesBuildItem> channels) {
        TreeMap<String, String> sorted = new TreeMap<>();
        channels.forEach(channel -> sorted.putAll(channel.getDefaults()));
        StringBuilder lines = new StringBuilder();
        sorted.forEach((name, value) -> lines.append(line(name, value)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** With everything escaped that has a meaning in such a file; without the date that is written above it. */
    private static String line(String name, String value) {
        Properties single = new Properties();
        single.setProperty(name, value);
        StringWriter written = new StringWriter();
        try {
            single.store(written, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return written.toString().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    }
}
