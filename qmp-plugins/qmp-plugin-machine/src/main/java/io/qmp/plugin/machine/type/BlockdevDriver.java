package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;

/**
 * The block drivers.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum BlockdevDriver {
    BLKDEBUG,
    BLKLOGWRITES,
    BLKREPLAY,
    BLKVERIFY,
    BOCHS,
    CLOOP,
    COMPRESS,
    COPY_BEFORE_WRITE,
    COPY_ON_READ,
    DMG,
    FILE,
    SNAPSHOT_ACCESS,
    FTP,
    FTPS,
    @Deprecated
    GLUSTER,
    @WireName("host_cdrom")
    HOST_CDROM,
    @WireName("host_device")
    HOST_DEVICE,
    HTTP,
    HTTPS,
    @WireName("io_uring")
    IO_URING,
    ISCSI,
    LUKS,
    NBD,
    NFS,
    NULL_AIO,
    NULL_CO,
    NVME,
    @WireName("nvme-io_uring")
    NVME_IO_URING,
    PARALLELS,
    PREALLOCATE,
    QCOW,
    QCOW2,
    QED,
    QUORUM,
    RAW,
    RBD,
    REPLICATION,
    SSH,
    THROTTLE,
    VDI,
    VHDX,
    VIRTIO_BLK_VFIO_PCI,
    VIRTIO_BLK_VHOST_USER,
    VIRTIO_BLK_VHOST_VDPA,
    VMDK,
    VPC,
    VVFAT
}
