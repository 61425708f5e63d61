package io.qmp.server.descriptor;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.Access;
import io.qmp.api.spi.DescriptorStore.DescriptorSet;
import io.qmp.api.spi.DescriptorStore.Member;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;

/** The numbered sets of descriptors. A set exists while it has descriptors, or some that it has given up are lent. */
final class DescriptorSets {
    private static final class Contents {
        private final List<HeldDescriptor> members = new ArrayList<>();
        private final List<HeldDescriptor> lent = new ArrayList<>(); // given up, and perhaps returned since

        boolean isLent() {
            lent.removeIf(HeldDescriptor::isUnused);
            return !lent.isEmpty();
        }
    }

    /** The highest number first. */
    private final NavigableMap<Long, Contents> sets = new TreeMap<>(Comparator.reverseOrder());

    private final IntFunction<Optional<Access>> modes;

    /** The sets without descriptors of which some are lent still. */
    private final Set<Long> draining = new HashSet<>();

    /** All numbers below this one are in use, but for sets that have become empty since. */
    private long firstCandidate;

    /** Makes an empty collection. */
    DescriptorSets(IntFunction<Optional<Access>> modes) {
        this.modes = modes;
    }

    long add(OptionalLong wanted, Optional<String> opaque, FileDescriptor descriptor) {
        if (wanted.isPresent() && wanted.getAsLong() < 0) {
            descriptor.close();
            throw new IllegalArgumentException("a set has no negative number");
        }
        long id = wanted.isPresent() ? wanted.getAsLong() : lowestFree();
        sets.computeIfAbsent(id, made -> new Contents()).members.add(new HeldDescriptor(descriptor, opaque));
        return id;
    }

    private long lowestFree() {
        forgetEmpty();
        while (sets.containsKey(firstCandidate)) {
            firstCandidate++;
        }
        return firstCandidate;
    }

    boolean remove(long id, OptionalLong number) {
        forgetEmpty();
        Contents set = sets.get(id);
        if (set == null) {
            return false;
        }
        List<HeldDescriptor> leaving = set.members.stream()
                .filter(member -> number.isEmpty() || member.number() == number.getAsLong())
                .toList();
        leaving.forEach(HeldDescriptor::giveUp);
        set.members.removeAll(leaving);
        set.lent.removeIf(HeldDescriptor::isUnused);
        leaving.stream().filter(member -> !member.isUnused()).forEach(set.lent::add);
        if (set.members.isEmpty()) {
            draining.add(id);
        }
        forgetEmpty();
        return number.isEmpty() || !leaving.isEmpty();
    }

    private void forgetEmpty() {
        draining.removeIf(id -> {
            Contents set = sets.get(id);
            if (set == null || !set.members.isEmpty()) {
                return true;
            }
            if (set.isLent()) {
                return false;
            }
            sets.remove(id);
            firstCandidate = Math.min(firstCandidate, id);
            return true;
        });
    }

    List<DescriptorSet> list() {
        forgetEmpty();
        return sets.entrySet().stream()
                .map(set -> new DescriptorSet(
                        set.getKey(),
                        set.getValue().members.stream()
                                .map(member -> new Member(member.number(), member.opaque()))
                                .toList()))
                .toList();
    }

    FileDescriptor lend(long id, Access access) throws NoSuchFileException, AccessDeniedException {
        forgetEmpty();
        Contents set = sets.get(id);
        if (set == null) {
            throw new NoSuchFileException("/dev/fdset/" + id);
        }
        for (HeldDescriptor member : set.members) {
            if (modes.apply(member.number()).filter(mode -> mode != access).isEmpty()) {
                return member.lend();
            }
        }
        throw new AccessDeniedException("/dev/fdset/" + id);
    }

    /** Gives everything up; what is lent stays open until it is returned. */
    void close() {
        sets.values().forEach(set -> set.members.forEach(HeldDescriptor::giveUp));
        sets.clear();
        firstCandidate = 0;
    }
}
