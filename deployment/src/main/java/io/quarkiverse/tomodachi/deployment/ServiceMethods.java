package io.quarkiverse.tomodachi.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

/** The methods that a service has, inherited ones first, each class in declaration order; overridden ones are left out. */
final class ServiceMethods {

    private final IndexView index;
    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.deployment");

    /** For larger classes the index does not keep the order. */
    private static final int METHODS_IN_ORDER = 256;

    private final BiConsumer<MethodInfo, MethodInfo> overridden;

    /** @param overridden takes each method that is left out, and the one that overrides it */
    ServiceMethods(IndexView index, BiConsumer<MethodInfo, MethodInfo> overridden) {
        this.index = index;
        this.overridden = overridden;
    }

    List<MethodInfo> of(ClassInfo service) {
        List<List<MethodInfo>> levels = new ArrayList<>();
        Map<String, MethodInfo> seen = new HashMap<>();
        Set<DotName> interfaces = new LinkedHashSet<>();
        for (ClassInfo level = service; level != null; level = parent(level)) {
            levels.add(0, declared(level, seen));
            collectInterfaces(level, interfaces);
        }
        for (DotName name : interfaces) {
            levels.add(0, declared(index.getClassByName(name), seen));
        }
        return levels.stream().flatMap(List::stream).toList();
    }

    private List<MethodInfo> declared(ClassInfo type, Map<String, MethodInfo> seen) {
        if (type.methods().size() > METHODS_IN_ORDER) {
            LOG.warnf("Class %s has more than %d methods, so their declaration order is not known, and that of their names is"
                    + " taken; make several services of it, or mind which handlers could take each other's requests",
                    type.name(), METHODS_IN_ORDER);
        }
        List<MethodInfo> methods = new ArrayList<>();
        for (MethodInfo method : type.methodsInDeclarationOrder()) {
            if (method.isSynthetic() || method.isConstructor() || method.isStaticInitializer()) {
                continue;
            }
            MethodInfo overriding = seen.putIfAbsent(method.name() + method.descriptor(), method);
            if (overriding == null) {
                methods.add(method);
            } else {
                overridden.accept(method, overriding);
            }
        }
        return methods;
    }

    private ClassInfo parent(ClassInfo type) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }

    private void collectInterfaces(ClassInfo type, Set<DotName> found) {
        for (DotName name : type.interfaceNames()) {
            ClassInfo info = index.getClassByName(name);
            if (info != null && found.add(name)) {
                collectInterfaces(info, found);
            }
        }
    }
}
