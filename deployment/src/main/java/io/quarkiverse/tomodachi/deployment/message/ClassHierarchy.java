package io.quarkiverse.tomodachi.deployment.message;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/** What a class is, too. */
final class ClassHierarchy {

    private ClassHierarchy() {
    }

    /** The class, what it extends and what it implements, as far as classes are found. */
    static Set<DotName> of(DotName name, IndexView index) {
        Set<DotName> found = new LinkedHashSet<>();
        collect(name, index, found);
        return found;
    }

    private static void collect(DotName name, IndexView index, Set<DotName> found) {
        if (name == null || !found.add(name)) {
            return;
        }
        ClassInfo info = index.getClassByName(name);
        if (info != null) {
            collect(info.superName(), index, found);
            info.interfaceNames().forEach(parent -> collect(parent, index, found));
        }
    }
}
