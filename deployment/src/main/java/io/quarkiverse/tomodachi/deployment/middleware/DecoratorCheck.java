package io.quarkiverse.tomodachi.deployment.middleware;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkus.deployment.util.JandexUtil;

/** Checks the annotations that decorate handlers, and the decorators that they name. */
final class DecoratorCheck {

    private static final DotName RETENTION = DotName.createSimple("java.lang.annotation.Retention");
    private static final DotName ANNOTATION = DotName.createSimple("java.lang.annotation.Annotation");

    private final IndexView index;
    private final BeanCheck beans;

    DecoratorCheck(IndexView index, BeanCheck beans) {
        this.index = index;
        this.beans = beans;
    }

    List<Throwable> find() {
        List<String> problems = new ArrayList<>();
        index.getAnnotations(MiddlewareDotNames.HANDLER_DECORATOR).stream().map(use -> use.target().asClass())
                .sorted(Comparator.comparing(ClassInfo::name)).forEach(type -> check(type, problems));
        return problems.stream().<Throwable> map(IllegalStateException::new).toList();
    }

    private void check(ClassInfo type, List<String> problems) {
        String subject = "@HandlerDecorator annotation " + type.name() + " ";
        AnnotationInstance retention = type.declaredAnnotation(RETENTION);
        if (retention != null && "SOURCE".equals(retention.value().asEnum())) {
            problems.add(subject + "has the retention SOURCE, so that it is not in the class file; make it RUNTIME");
        }
        for (MethodInfo member : type.methods()) {
            checkMember(subject, member, problems);
        }
        DotName decorator = DecoratorUse.decoratorOf(type);
        String problem = beans.problem(decorator);
        if (problem != null) {
            problems.add(subject + "names the decorator " + decorator + ", " + problem);
        } else {
            checkAnnotation(subject, type, decorator, problems);
        }
    }

    /** What cannot be recorded, because another package would have to see it. */
    private void checkMember(String subject, MethodInfo member, List<String> problems) {
        Type type = member.returnType().kind() == Type.Kind.ARRAY ? member.returnType().asArrayType().constituent()
                : member.returnType();
        ClassInfo info = type.kind() == Type.Kind.CLASS ? index.getClassByName(type.name()) : null;
        if (info != null && info.isAnnotation()) {
            problems.add(subject + "has the member '" + member.name() + "' of the annotation type " + type.name()
                    + ", which is not supported; use members of simple types");
        } else if (info != null && info.isEnum() && !Modifier.isPublic(info.flags())) {
            problems.add(subject + "has the member '" + member.name() + "' of the type " + type.name()
                    + ", which is not public; make it public");
        }
    }

    private void checkAnnotation(String subject, ClassInfo type, DotName decorator, List<String> problems) {
        List<Type> arguments = JandexUtil.resolveTypeParameters(decorator, MiddlewareDotNames.DECORATOR, index);
        DotName taken = arguments.isEmpty() ? ANNOTATION : arguments.get(0).name();
        if (!taken.equals(type.name()) && !taken.equals(ANNOTATION)) {
            problems.add(subject + "names the decorator " + decorator + ", which is for " + taken + "; make it implement"
                    + " Decorator<" + type.name().withoutPackagePrefix().replace('$', '.') + ">");
        }
    }
}
