package io.qmp.plugin.core;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sets of descriptors, which belong to no monitor. None is empty. */
final class DescriptorSets {
    private record Member(
            FileDescriptor descriptor, @Nullable String opaque) {
        long fd() {
            return descriptor.number();
        }
    }

    /** As they are listed: the latest number first. */
    private final NavigableMap<Long, List<Member>> sets = new TreeMap<>(Comparator.reverseOrder());

    /** All numbers below this one are taken. */
    private long firstCandidate;

    /** Takes a descriptor over. If there can be no such set, it is closed. */
    AddFdInfo add(@Nullable Long wanted, @Nullable String opaque, FileDescriptor descriptor) {
        if (wanted != null && wanted < 0) {
            descriptor.close();
            throw CommandFailedException.generic("Parameter 'fdset-id' expects a non-negative value");
        }
        long id = wanted == null ? lowestFree() : wanted;
        sets.computeIfAbsent(id, made -> new ArrayList<>()).add(new Member(descriptor, opaque));
        return new AddFdInfo(id, descriptor.number());
    }

    private long lowestFree() {
        while (sets.containsKey(firstCandidate)) {
            firstCandidate++;
        }
        return firstCandidate;
    }

    /** Closes one descriptor of a set, or all. */
    void remove(long id, @Nullable Long fd) {
        List<Member> members = sets.getOrDefault(id, List.of());
        List<Member> leaving = members.stream()
                .filter(member -> fd == null || member.fd() == fd)
                .toList();
        if (leaving.isEmpty()) {
            String what = "fdset-id:" + id + (fd == null ? "" : ", fd:" + fd);
            throw CommandFailedException.generic("File descriptor named '" + what + "' not found");
        }
        leaving.forEach(member -> member.descriptor().close());
        members.removeAll(leaving);
        if (members.isEmpty()) {
            sets.remove(id);
            firstCandidate = Math.min(firstCandidate, id);
        }
    }

    List<FdsetInfo> list() {
        List<FdsetInfo> list = new ArrayList<>();
        sets.forEach((id, members) -> list.add(new FdsetInfo(
                id,
                members.stream()
                        .map(member -> new FdsetFdInfo(member.fd(), member.opaque()))
                        .toList())));
        return list;
    }

    void closeAll() {
        sets.values()
                .forEach(
                        members -> members.forEach(member -> member.descriptor().close()));
        sets.clear();
        firstCandidate = 0;
    }
}
