package io.quarkiverse.tomodachi.deployment.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.UninterpretedOption;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.rabbitmq.client.Address;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.ProtobufEnvelope;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.deployment.builditem.SystemPropertyBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** What native executables are told to keep for reflection. */
class ReflectionTest {

    private static final String CLASSES = "tomodachi.test.reflective-classes";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Shop.class, Order.class, Line.class, Shelf.class, Page.class, Box.class))
            .addBuildChainCustomizer(builder -> builder
                    .addBuildStep(context -> context.produce(new SystemPropertyBuildItem(CLASSES,
                            context.consumeMulti(ReflectiveClassBuildItem.class).stream()
                                    .flatMap(item -> item.getClassNames().stream()).distinct()
                                    .collect(Collectors.joining(",")))))
                    .consumes(ReflectiveClassBuildItem.class).produces(SystemPropertyBuildItem.class).build());

    record Line(String text) {
    }

    record Order(List<Line> lines) {
    }

    record Shelf(String place) {
    }

    record Box(int size) {
    }

    record Page<T>(List<T> items) {
    }

    @TomodachiService(value = "shop", envelope = ProtobufEnvelope.class)
    static class Shop {

        @Http.Post("/orders")
        Uni<Page<? extends Shelf>> order(@Body Order order, RoutingContext request) {
            return null;
        }

        @Http.Get("/boxes")
        Box[] boxes() {
            return null;
        }

        @Http.Get("/address")
        Address address() {
            return null;
        }

        @Http.Get("/result")
        Uni<PublishResult> result() {
            return null;
        }

        @Http.Get("/response")
        Response response() {
            return null;
        }

        @Amqp("struct")
        void struct(Struct struct, AmqpMessage message) {
        }

        @AwsSnsSqs(topic = "struct")
        void struct(byte[] struct, SqsMessage message) {
        }
    }

    private static Set<String> classes() {
        return Set.of(System.getProperty(CLASSES).split(","));
    }

    private static String[] names(Class<?>... classes) {
        return List.of(classes).stream().map(Class::getName).toArray(String[]::new);
    }

    @Test
    void knowsDataOfAllOrigins() {
        assertThat(classes()).contains(names(Order.class, Line.class, Page.class, Shelf.class, Box.class, Address.class,
                PublishResult.class));
    }

    @Test
    void knowsProtobufMessagesWithTheirParts() {
        assertThat(classes()).contains(names(Struct.class, Struct.Builder.class, Value.class, Value.Builder.class,
                ListValue.class, ListValue.Builder.class, NullValue.class));
    }

    /** By which the library decides what to hide in texts. */
    @Test
    void knowsOptionsOfProtobufFieldsWithTheirParts() {
        assertThat(classes()).contains(names(FieldOptions.class, FieldOptions.Builder.class, FieldOptions.CType.class,
                FieldOptions.EditionDefault.class, FeatureSet.class, FeatureSet.Builder.class, UninterpretedOption.class,
                UninterpretedOption.NamePart.class));
    }

    @Test
    void leavesOutWhatIsNoData() {
        assertThat(classes()).doesNotContain(names(RoutingContext.class, SqsMessage.class, Response.class, Uni.class,
                Value.KindCase.class));
    }
}
