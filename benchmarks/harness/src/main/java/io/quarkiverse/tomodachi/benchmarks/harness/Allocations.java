package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/** How much the threads of a server allocate, counted by its JVM and asked for from outside. */
final class Allocations implements AutoCloseable {

    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private Map<Long, Long> last;

    Allocations(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            machine.detach();
            connector = JMXConnectorFactory.connect(address);
            MBeanServerConnection connection = connector.getMBeanServerConnection();
            threads = JMX.newMXBeanProxy(connection, new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), ThreadMXBean.class);
        } catch (IOException | AttachNotSupportedException | javax.management.MalformedObjectNameException e) {
            throw new IllegalStateException("Could not ask process " + pid + " for its allocations", e);
        }
    }

    void begin() {
        last = snapshot();
    }

    /** Bytes since the beginning; what threads allocated that have ended in between is not known. */
    long end() {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : snapshot().entrySet()) {
            sum += thread.getValue() - last.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }

    private Map<Long, Long> snapshot() {
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        return allocated;
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // the server is about to be stopped anyway
        }
    }
}
