package io.quarkiverse.tomodachi.deployment;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** Names that the core refers to; those of a transport stand in its package. */
final class TomodachiDotNames {

    static final DotName SERVICE = DotName.createSimple(TomodachiService.class);
    static final DotName SERVICE_CONTEXT = DotName.createSimple(ServiceContext.class);

    static final DotName BLOCKING = DotName.createSimple(Blocking.class);
    static final DotName NON_BLOCKING = DotName.createSimple(NonBlocking.class);
    static final DotName RUN_ON_VIRTUAL_THREAD = DotName.createSimple(RunOnVirtualThread.class);
    static final DotName TRANSACTIONAL = DotName.createSimple("jakarta.transaction.Transactional");

    static final DotName UNI = DotName.createSimple("io.smallrye.mutiny.Uni");
    static final DotName MULTI = DotName.createSimple("io.smallrye.mutiny.Multi");
    static final DotName COMPLETION_STAGE = DotName.createSimple("java.util.concurrent.CompletionStage");
    static final DotName COMPLETABLE_FUTURE = DotName.createSimple("java.util.concurrent.CompletableFuture");

    private TomodachiDotNames() {
    }
}
