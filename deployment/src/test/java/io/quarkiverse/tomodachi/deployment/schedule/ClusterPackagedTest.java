package io.quarkiverse.tomodachi.deployment.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.PackagedApplication;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbc.JdbcLockProvider;

/**
 * Several processes, and a PostgreSQL that the system property names by its URL: each time comes once among all of them, also
 * while those that hold the locks are killed or stopped.
 */
@EnabledIfSystemProperty(named = ClusterPackagedTest.URL, matches = ".+")
class ClusterPackagedTest {

    static final String URL = "tomodachi.test.postgresql.url";

    private static final String SHEDLOCK = System.getProperty("tomodachi.test.shedlock.version");
    private static final String POSTGRESQL = org.postgresql.util.DriverInfo.DRIVER_VERSION;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int REPLICAS = 3;
    /** How long a lock lasts that nobody prolongs. */
    private static final Duration AT_MOST = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest().withApplicationRoot(root -> root.addClasses(Replica.class))
            .setApplicationName("packaged-cluster").setApplicationVersion("1")
            .setForcedDependencies(List.of(Dependency.of("net.javacrumbs.shedlock", "shedlock-core", SHEDLOCK),
                    Dependency.of("net.javacrumbs.shedlock", "shedlock-provider-jdbc", SHEDLOCK),
                    Dependency.of("net.javacrumbs.shedlock", "shedlock-provider-jdbc-internal", SHEDLOCK),
                    Dependency.of("org.postgresql", "postgresql", POSTGRESQL)));

    @ProdBuildResults
    ProdModeTestResults results;

    private final List<PackagedApplication> replicas = new ArrayList<>();

    @TomodachiService("replica")
    static class Replica {

        @ConfigProperty(name = "test.url")
        String url;

        @Produces
        @Singleton
        LockProvider locks(@ConfigProperty(name = "test.url") String url) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(url);
            return new JdbcLockProvider(database);
        }

        @Schedule(interval = "1s", cluster = true, lockName = "tick")
        void tick(Instant invocationTime) throws SQLException {
            note("tick", invocationTime, "begins");
        }

        /** Runs as long as the test wants. */
        @Schedule(interval = "* * * * * *", cluster = true, identity = "long", lockAtMost = "4s")
        void runLong(Instant invocationTime) throws SQLException, InterruptedException {
            note("long", invocationTime, "begins");
            while (isHeld()) {
                Thread.sleep(50);
            }
            note("long", invocationTime, "ends");
        }

        private boolean isHeld() throws SQLException {
            try (Connection database = DriverManager.getConnection(url);
                    Statement statement = database.createStatement();
                    ResultSet held = statement.executeQuery("SELECT held FROM control")) {
                return held.next() && held.getBoolean(1);
            }
        }

        private void note(String schedule, Instant time, String what) throws SQLException {
            try (Connection database = DriverManager.getConnection(url); Statement statement = database.createStatement()) {
                statement.execute(
                        "INSERT INTO calls VALUES ('" + schedule + "', '" + time + "', " + ProcessHandle.current().pid()
                                + ", '" + what + "')");
            }
        }
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection database = DriverManager.getConnection(System.getProperty(URL));
                Statement statement = database.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> query(String sql) {
        try (Connection database = DriverManager.getConnection(System.getProperty(URL));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(String where) {
        return Integer.parseInt(query("SELECT count(*) FROM calls WHERE " + where).get(0));
    }

    @BeforeEach
    void start() throws SQLException, IOException {
        execute("DROP TABLE IF EXISTS shedlock, calls, control",
                "CREATE TABLE shedlock (name VARCHAR(255) PRIMARY KEY, lock_until TIMESTAMP NOT NULL, locked_at TIMESTAMP NOT NULL,"
                        + " locked_by VARCHAR(255) NOT NULL)",
                "CREATE TABLE calls (schedule TEXT, time TEXT, pid BIGINT, what TEXT)", "CREATE TABLE control (held BOOLEAN)",
                "INSERT INTO control VALUES (false)");
        for (int number = 0; number < REPLICAS; number++) {
            replicas.add(PackagedApplication.launch(results.getBuiltArtifactPath(), "quarkus.http.port=0",
                    "quarkus.http.host=127.0.0.1", "test.url=" + System.getProperty(URL)));
        }
        replicas.forEach(PackagedApplication::awaitStart);
    }

    @AfterEach
    void stop() {
        replicas.forEach(PackagedApplication::close);
    }

    @Test
    void eachTimeComesOnceWhateverHappensToReplicas() throws Exception {
        awaitEverySecond(10);
        PackagedApplication killed = holder();
        Instant locked = lock("locked_at");
        killed.close();
        killed.await(LIMIT);
        PackagedApplication stopped = awaitAnother(killed, locked);
        locked = lock("locked_at");
        stopped.signal("STOP");
        PackagedApplication last = awaitAnother(stopped, locked);
        stopped.signal("CONT");
        await().atMost(LIMIT).untilAsserted(() -> assertThat(stopped.output())
                .contains("The lock 'long' ended before the scheduled method did; another replica may call it meanwhile"));
        assertThat(last.output()).doesNotContain("The lock 'long' ended before");
        execute("UPDATE control SET held = false");
        awaitTicks(5);
        await().atMost(LIMIT).until(() -> count("schedule = 'long' AND what = 'ends'") > 2);

        assertThat(query("SELECT schedule || ' ' || time FROM calls WHERE what = 'begins' GROUP BY schedule, time"
                + " HAVING count(*) > 1")).as("times that came twice").isEmpty();
        for (PackagedApplication replica : List.of(stopped, last)) {
            replica.terminate();
            assertThat(replica.await(LIMIT)).as(replica.output()).isZero();
        }
        assertThat(query("SELECT name FROM shedlock WHERE lock_until > (now() AT TIME ZONE 'UTC') + interval '5 seconds'"))
                .as("locks that replicas which terminated have not released").isEmpty();
    }

    /** While all replicas are well, there is always one that is called: none leaves a time to others that do not take it. */
    private static void awaitEverySecond(int times) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(longestRun(
                query("SELECT time FROM calls WHERE schedule = 'tick' ORDER BY time").stream().map(Instant::parse).toList()))
                .as("times one second apart").isGreaterThanOrEqualTo(times));
    }

    private static int longestRun(List<Instant> times) {
        int longest = 0;
        int run = 0;
        Instant last = null;
        for (Instant time : times) {
            run = last != null && time.equals(last.plusSeconds(1)) ? run + 1 : 1;
            longest = Math.max(longest, run);
            last = time;
        }
        return longest;
    }

    /** A time of the lock of the method that does not end. */
    private static Instant lock(String column) {
        return Instant.ofEpochMilli(Long.parseLong(query("SELECT floor(extract(epoch FROM " + column
                + ") * 1000)::bigint FROM shedlock WHERE name = 'long'").get(0)));
    }

    private void awaitTicks(int more) {
        int before = count("schedule = 'tick'");
        await().atMost(LIMIT).until(() -> count("schedule = 'tick'") >= before + more);
    }

    /**
     * Who calls the method that does not end. Its lock is prolonged, as nobody else calls it for longer than the lock lasts.
     */
    private PackagedApplication holder() throws SQLException {
        execute("UPDATE control SET held = true");
        await().atMost(LIMIT).until(() -> running().size() == 1);
        String holder = running().get(0);
        Instant since = Instant.now();
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(since.plusSeconds(9)));
        assertThat(running()).containsExactly(holder);
        return replica(holder);
    }

    /**
     * It comes when the lock of the former one has ended by itself, and soon after that.
     *
     * @param locked when the former one got the lock
     */
    private PackagedApplication awaitAnother(PackagedApplication former, Instant locked) {
        Instant gone = Instant.now();
        int before = running().size();
        Instant end = lock("lock_until");
        // else another one had got it before anybody could look
        boolean known = lock("locked_at").equals(locked);
        await().atMost(LIMIT).until(() -> running().size() > before);
        List<String> added = new ArrayList<>(running());
        assertThat(added).hasSize(before + 1);
        assertThat(added.get(before)).isNotEqualTo("" + former.pid());
        if (known) {
            Instant taken = Instant.parse(query("SELECT max(time) FROM calls WHERE schedule = 'long' AND what = 'begins'"
                    + " AND pid = " + added.get(before)).get(0));
            assertThat(end).as("end of the lock").isBeforeOrEqualTo(gone.plus(AT_MOST));
            assertThat(lock("locked_at")).as("when another one got it").isAfterOrEqualTo(end);
            assertThat(taken).as("first time of another one").isBetween(end.minusSeconds(1), end.plus(SOON));
        }
        return replica(added.get(before));
    }

    private PackagedApplication replica(String pid) {
        return replicas.stream().filter(replica -> pid.equals("" + replica.pid())).findFirst().orElseThrow();
    }

    /** The processes that have begun with calls and not ended, in the order of the calls. */
    private static List<String> running() {
        return query("SELECT pid FROM calls c WHERE schedule = 'long' AND what = 'begins' AND NOT EXISTS (SELECT 1 FROM calls e"
                + " WHERE e.schedule = c.schedule AND e.time = c.time AND e.what = 'ends') ORDER BY time").stream()
                .collect(Collectors.toList());
    }
}
